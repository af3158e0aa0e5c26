package dev.smartfhir.keycloak.picker.encounter;

import dev.smartfhir.keycloak.picker.directory.PageTrail;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Where one user is among one patient's encounters, kept as a note of his authentication session and never in the page.
 *
 * @param patient the id of the patient; for another one, nothing of this counts
 * @param trail the way to the page that is shown
 * @param offered the ids of the encounters on the page that is shown: these may be chosen, no others
 */
record EncounterState(String patient, PageTrail trail, List<String> offered) {

    private static final String NOTE = "smart.encounters.";

    /** Copies the list. */
    EncounterState {
        offered = List.copyOf(offered);
    }

    /** Where this user is with this patient; at the first page, offered nothing, if he was not there before. */
    static EncounterState of(AuthenticationSessionModel authentication, String userId, String patient) {
        return Optional.ofNullable(authentication.getAuthNote(NOTE + userId)).map(EncounterState::read)
                .filter(state -> state.patient.equals(patient))
                .orElseGet(() -> new EncounterState(patient, PageTrail.FIRST, List.of()));
    }

    void keepIn(AuthenticationSessionModel authentication, String userId) {
        authentication.setAuthNote(NOTE + userId, write());
    }

    static void forget(AuthenticationSessionModel authentication, String userId) {
        authentication.removeAuthNote(NOTE + userId);
    }

    EncounterState at(PageTrail place) {
        return new EncounterState(patient, place, List.of());
    }

    EncounterState offering(EncounterPage page) {
        return new EncounterState(patient, trail.before(page.next()),
                page.encounters().stream().map(FoundEncounter::id).toList());
    }

    boolean isOffered(String encounter) {
        return offered.contains(encounter);
    }

    private String write() {
        try {
            Map<String, Object> note = new HashMap<>();
            note.put("patient", patient);
            note.put("trail", trail.links());
            note.put("next", trail.next());
            note.put("offered", offered);
            return JsonSerialization.writeValueAsString(note);
        } catch (IOException e) {
            throw new IllegalStateException("a state can always be written", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static EncounterState read(String note) {
        try {
            Map<String, Object> kept = JsonSerialization.readValue(note, Map.class);
            return new EncounterState((String) kept.get("patient"),
                    new PageTrail((List<String>) kept.get("trail"), (String) kept.get("next")),
                    (List<String>) kept.get("offered"));
        } catch (IOException e) {
            throw new IllegalStateException("only this class writes the note", e);
        }
    }

    /** Leaves everything out: it names a patient. */
    @Override
    public String toString() {
        return "EncounterState";
    }
}
