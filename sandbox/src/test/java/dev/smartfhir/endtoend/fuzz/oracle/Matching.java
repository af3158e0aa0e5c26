package dev.smartfhir.endtoend.fuzz.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.oracle.Elements.Parameter;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether a resource meets {@code parameter=value}, where a comma in the value means OR. */
public final class Matching {

    private Matching() {
    }

    /** Whether the type has the parameter and the parameter has neither modifier nor chain. */
    public static boolean isEvaluable(String type, String name) {
        return Elements.find(type, name).isPresent();
    }

    public static boolean matches(JsonNode body, String name, String value) {
        Parameter parameter = Elements.find(body.path("resourceType").asText(), name).orElseThrow();
        return Stream.of(value.split(",")).anyMatch(one ->
                Elements.at(body, parameter.path()).stream().anyMatch(node -> holds(parameter, node, one)));
    }

    private static boolean holds(Parameter parameter, JsonNode node, String value) {
        return switch (parameter.kind()) {
            case "special", "uri" -> node.asText().equals(value);
            case "reference" -> node.path("reference").asText().equals(value);
            case "string" -> node.asText().toLowerCase(Locale.ROOT).startsWith(value.toLowerCase(Locale.ROOT));
            case "date" -> isOnDay(node.asText(), value);
            default -> isToken(node, value);
        };
    }

    private static boolean isToken(JsonNode node, String value) {
        if (node.isValueNode()) {
            return node.asText().equals(value);
        }
        if (node.has("coding")) {
            for (JsonNode coding : node.path("coding")) {
                if (isToken(coding, value)) {
                    return true;
                }
            }
            return false;
        }
        String system = node.path("system").asText("");
        String code = node.path("code").asText("");
        int bar = value.indexOf('|');
        if (bar < 0) {
            return code.equals(value);
        }
        return system.equals(value.substring(0, bar))
                && (bar == value.length() - 1 || code.equals(value.substring(bar + 1)));
    }

    /** Dates are days on both sides, so that their order is that of the texts. */
    private static boolean isOnDay(String stored, String value) {
        String prefix = Character.isDigit(value.charAt(0)) ? "eq" : value.substring(0, 2);
        int order = stored.compareTo(Character.isDigit(value.charAt(0)) ? value : value.substring(2));
        return switch (prefix) {
            case "eq" -> order == 0;
            case "ge" -> order >= 0;
            case "gt" -> order > 0;
            case "le" -> order <= 0;
            case "lt" -> order < 0;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
