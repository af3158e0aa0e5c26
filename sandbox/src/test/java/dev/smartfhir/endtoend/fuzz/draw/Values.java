package dev.smartfhir.endtoend.fuzz.draw;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.oracle.Elements;
import dev.smartfhir.endtoend.fuzz.oracle.Elements.Parameter;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.Set;
import java.util.TreeSet;

/** Values for search parameters, taken from what is stored, so that they find something. */
public final class Values {

    private final World world;

    public Values(World world) {
        this.world = world;
    }

    /** Every value that some version of the type holds, in each way to say it. */
    public Set<String> of(Parameter parameter, String type) {
        Set<String> found = new TreeSet<>();
        for (Version version : world.all()) {
            if (version.key().type().equals(type) && !version.isDeletion()) {
                Elements.at(version.body(), parameter.path()).forEach(node -> say(parameter.kind(), node, found));
            }
        }
        return found;
    }

    /** One value, sometimes several joined by a comma, sometimes with a prefix, seldom one that nothing has. */
    public String draw(Draw draw, Parameter parameter, String type) {
        Set<String> all = of(parameter, type);
        if (all.isEmpty() || draw.chance(4)) {
            return switch (parameter.kind()) {
                case "date" -> "2019-01-01";
                case "reference" -> (all.isEmpty() ? "Patient" : Key.of(draw.of(all)).type()) + "/" + World.UNKNOWN_ID;
                default -> "absent";
            };
        }
        String value = draw.of(all);
        if (parameter.kind().equals("date")) {
            return draw.word("eq ge le gt lt").replace("eq", draw.of("", "eq")) + value;
        }
        return draw.chance(25) ? value + "," + draw.of(all) : value;
    }

    private static void say(String kind, JsonNode node, Set<String> found) {
        switch (kind) {
            case "reference" -> found.add(node.path("reference").asText());
            case "string" -> {
                found.add(node.asText());
                found.add(node.asText().substring(0, 2).toLowerCase());
            }
            case "token" -> token(node, found);
            default -> found.add(node.asText());
        }
    }

    private static void token(JsonNode node, Set<String> found) {
        if (node.has("coding")) {
            node.path("coding").forEach(coding -> token(coding, found));
        } else if (node.isValueNode()) {
            found.add(node.asText());
        } else {
            String code = node.path("code").asText();
            found.add(code);
            found.add(node.path("system").asText("") + "|" + code);
        }
    }
}
