package dev.smartfhir.endtoend.fuzz.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Patient compartment for the types of the data set, copied by hand.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, Patient compartment</a>
 */
public final class Compartment {

    private static final Map<String, List<String>> PATHS = Map.of(
            "Observation", List.of("subject", "performer"),
            "Encounter", List.of("subject"),
            "Condition", List.of("subject", "asserter"),
            "Claim", List.of("patient", "payee.party"),
            "ClaimResponse", List.of("patient"),
            "MedicationRequest", List.of("subject"),
            "RelatedPerson", List.of("patient"));

    private Compartment() {
    }

    public static boolean holds(String type) {
        return type.equals("Patient") || PATHS.containsKey(type);
    }

    public static boolean contains(JsonNode body, String patient) {
        return patients(body).contains(patient);
    }

    /** The ids of the patients that a resource is about. */
    public static Set<String> patients(JsonNode body) {
        String type = body.path("resourceType").asText();
        if (type.equals("Patient")) {
            return Set.of(body.path("id").asText());
        }
        return PATHS.getOrDefault(type, List.of()).stream()
                .flatMap(path -> Elements.at(body, path).stream())
                .map(node -> node.path("reference").asText())
                .filter(reference -> reference.startsWith("Patient/"))
                .map(reference -> reference.substring("Patient/".length()))
                .collect(Collectors.toSet());
    }
}
