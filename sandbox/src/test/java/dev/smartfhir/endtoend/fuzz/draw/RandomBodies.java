package dev.smartfhir.endtoend.fuzz.draw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Random resources of the kinds that the data set has, often about the patient of the token. */
final class RandomBodies {

    private static final Set<String> SELDOM = Set.of("security", "tag", "profile", "payee", "partOf");

    private final World world;

    RandomBodies(World world) {
        this.world = world;
    }

    Map<String, String> attributes(Draw draw, String type, FuzzToken token) {
        Map<String, String> drawn = new TreeMap<>();
        world.attributes(type).forEach((name, values) -> {
            if (draw.chance(SELDOM.contains(name) ? 25 : 70)) {
                drawn.put(name, own(draw, name, draw.of(values), token));
            }
        });
        if (type.equals("Bundle")) {
            drawn.put("type", "collection");
        }
        return drawn;
    }

    /** The same with a few elements drawn anew. */
    Map<String, String> changed(Draw draw, String type, Map<String, String> before, FuzzToken token) {
        Map<String, String> after = new TreeMap<>(before);
        Map<String, String> other = attributes(draw, type, token);
        for (int i = draw.below(3); i > 0 && !other.isEmpty(); i--) {
            String name = draw.of(other.keySet());
            after.put(name, other.get(name));
        }
        return after;
    }

    ObjectNode body(Key key, String marker, Map<String, String> attributes) {
        return Bodies.of(key, marker, attributes);
    }

    private static String own(Draw draw, String name, String value, FuzzToken token) {
        boolean named = name.equals("subject") || name.equals("patient");
        return named && token.patient() != null && draw.chance(60) ? "Patient/" + token.patient() : value;
    }
}
