package dev.smartfhir.keycloak.authorization;

import java.util.Optional;

/**
 * What a user chose when he was asked for an encounter.
 *
 * @param patient the id of the patient whose encounters he was offered; for any other patient the choice is none
 * @param encounter the id of the encounter, one of that patient; empty if he goes on without
 */
public record EncounterChoice(String patient, Optional<String> encounter) {

    /** Leaves the values out: they name a patient. */
    @Override
    public String toString() {
        return "EncounterChoice";
    }
}
