package dev.smartfhir.keycloak.identity;

import java.util.Optional;
import java.util.Set;
import org.keycloak.models.UserModel;

/**
 * For which patients a user may act: a Patient for himself; a related person, a Person, and whoever is linked to
 * patients, for these; a professional for whomever his FHIR server shows him.
 */
public final class ActingUser {

    private ActingUser() {
    }

    /** Whether the user acts for certain patients only, who are known here. */
    public static boolean isBoundToPatients(Optional<FhirUser> fhirUser, Set<String> links) {
        return !links.isEmpty() || fhirUser.filter(FhirUser::isBoundToPatients).isPresent();
    }

    /**
     * Whether the user may act for a patient.
     *
     * @param fhirUser the user's own resource on the patient's FHIR server, if he has one there
     * @param links the ids of the patients that the user is linked to
     * @param patient the patient's id
     */
    public static boolean mayActFor(Optional<FhirUser> fhirUser, Set<String> links, String patient) {
        if (fhirUser.filter(FhirUser::isPatient).isPresent()) {
            return fhirUser.get().id().equals(patient);
        }
        return !isBoundToPatients(fhirUser, links) || links.contains(patient);
    }

    /** The same, with what the user's attributes say on one FHIR server. */
    public static boolean mayActFor(UserModel user, String fhirBase, String patient) {
        return mayActFor(FhirUser.of(user, fhirBase), FhirUser.patientsOf(user), patient);
    }
}
