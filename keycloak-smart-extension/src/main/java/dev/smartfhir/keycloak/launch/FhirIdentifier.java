package dev.smartfhir.keycloak.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.keycloak.util.JsonSerialization;

/**
 * Reads the {@code identifier} of a {@code fhirContext} item: a FHIR Identifier with a value (CTX-25).
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Identifier">FHIR R4, Identifier</a>
 */
final class FhirIdentifier {

    private static final Set<String> TEXTS = Set.of("use", "system", "value");
    private static final Set<String> OBJECTS = Set.of("type", "period", "assigner");

    private FhirIdentifier() {
    }

    /** @throws LaunchRefusal if it is none */
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(JsonNode identifier) {
        require(identifier.isObject() && identifier.path("value").isTextual());
        identifier.fields().forEachRemaining(member -> require(
                TEXTS.contains(member.getKey()) && isText(member.getValue())
                        || OBJECTS.contains(member.getKey()) && member.getValue().isObject()));
        return JsonSerialization.mapper.convertValue(identifier, Map.class);
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank()
                && node.textValue().chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean holds) {
        FhirContextItem.require(holds, "holds an identifier that is no FHIR Identifier with a value (CTX-25)");
    }
}
