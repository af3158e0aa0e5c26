package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Context;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The FHIR R4 types that apps meet, by context: what a wildcard opens into.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, Patient compartment</a>
 */
final class TypesInReach {

    private static final Set<String> PATIENT_COMPARTMENT = Set.copyOf(Lines.of("patient-compartment.txt"));

    private static final List<String> OF_PATIENT = PATIENT_COMPARTMENT.stream().sorted().toList();

    private static final List<String> OF_USER =
            Stream.concat(OF_PATIENT.stream(), Lines.of("clinicians-further-types.txt").stream()).sorted().toList();

    private TypesInReach() {
    }

    /** In alphabetical order; none for {@code system/}, which no person decides about. */
    static List<String> of(Context context) {
        return switch (context) {
            case PATIENT -> OF_PATIENT;
            case USER -> OF_USER;
            case SYSTEM -> List.of();
        };
    }

    /** Whether resources of a type belong to patients, and are not only connected with them. */
    static boolean areOfPatients(String type) {
        return PATIENT_COMPARTMENT.contains(type);
    }
}
