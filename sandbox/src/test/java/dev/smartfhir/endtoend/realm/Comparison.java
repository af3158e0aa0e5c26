package dev.smartfhir.endtoend.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Realms are sets of settings: their lists have no order, and some texts are JSON themselves. */
final class Comparison {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{SMART_FHIR_BASE[A-Z_]*:([^}]*)}");

    private Comparison() {
    }

    /** The same with members and elements in one order, and variables as their defaults. */
    static JsonNode ordered(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), ordered(member.getValue())));
            object.setAll(members);
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(ordered(element)));
            elements.sort(Comparator.comparing(JsonNode::toString));
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            return array.addAll(elements);
        }
        return node.isTextual() ? text(node.asText()) : node;
    }

    private static JsonNode text(String text) {
        String replaced = VARIABLE.matcher(text).replaceAll("$1");
        if (replaced.startsWith("{")) {
            try {
                return ordered(JSON.readTree(replaced));
            } catch (IOException e) {
                // A text that begins with a brace.
            }
        }
        return JsonNodeFactory.instance.textNode(replaced);
    }

    /** Where something that is wanted is not found, as paths; both sides are {@link #ordered}. */
    static List<String> missing(String path, JsonNode wanted, JsonNode found) {
        List<String> missing = new ArrayList<>();
        if (wanted.isObject() && found.isObject()) {
            wanted.properties().forEach(member -> missing.addAll(missing(path + "/" + member.getKey(),
                    member.getValue(), found.path(member.getKey()))));
        } else if (wanted.isArray() && found.isArray()) {
            for (JsonNode element : wanted) {
                boolean there = false;
                for (JsonNode other : found) {
                    there |= missing("", element, other).isEmpty();
                }
                if (!there) {
                    missing.add(path + "[] " + element);
                }
            }
        } else if (!wanted.equals(found) && !wanted.asText().equals(found.asText("?"))
                && !(wanted.asText("?").isEmpty() && found.isMissingNode())) {
            missing.add(path + ": " + wanted + ", not " + found);
        }
        return missing;
    }
}
