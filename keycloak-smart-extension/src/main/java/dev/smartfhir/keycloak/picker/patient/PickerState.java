package dev.smartfhir.keycloak.picker.patient;

import dev.smartfhir.keycloak.picker.directory.PageTrail;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Where one user is in the picker, kept as a note of his authentication session and never in the page. What was offered
 * to one user is offered to no other who goes on in the same session.
 *
 * @param query what he searches for
 * @param trail the way to the page that is shown
 * @param offered the ids of the patients on the page that is shown: these may be chosen, no others
 */
record PickerState(PatientQuery query, PageTrail trail, List<String> offered) {

    static final PickerState START = new PickerState(PatientQuery.EVERYONE, PageTrail.NONE, List.of());

    private static final String NOTE = "smart.picker.";

    /** Copies the list. */
    PickerState {
        offered = List.copyOf(offered);
    }

    static PickerState of(AuthenticationSessionModel authentication, String userId) {
        return Optional.ofNullable(authentication.getAuthNote(NOTE + userId)).map(PickerState::read).orElse(START);
    }

    void keepIn(AuthenticationSessionModel authentication, String userId) {
        authentication.setAuthNote(NOTE + userId, write());
    }

    static void forget(AuthenticationSessionModel authentication, String userId) {
        authentication.removeAuthNote(NOTE + userId);
    }

    /** At the first page of a search. */
    static PickerState search(PatientQuery query) {
        return new PickerState(query, PageTrail.FIRST, List.of());
    }

    boolean isSearching() {
        return trail.isSearching();
    }

    PickerState next() {
        return new PickerState(query, trail.forward(), List.of());
    }

    PickerState previous() {
        return new PickerState(query, trail.previous(), List.of());
    }

    PickerState offering(PatientPage page) {
        return new PickerState(query, trail.before(page.next()),
                page.patients().stream().map(FoundPatient::id).toList());
    }

    PickerState offeringNobody() {
        return new PickerState(query, trail, List.of());
    }

    boolean isOffered(String patient) {
        return offered.contains(patient);
    }

    private String write() {
        try {
            Map<String, Object> note = new HashMap<>();
            note.put("name", query.name());
            note.put("identifier", query.identifier());
            note.put("birthDate", query.birthDate());
            note.put("trail", trail.links());
            note.put("next", trail.next());
            note.put("offered", offered);
            return JsonSerialization.writeValueAsString(note);
        } catch (IOException e) {
            throw new IllegalStateException("a state can always be written", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static PickerState read(String note) {
        try {
            Map<String, Object> kept = JsonSerialization.readValue(note, Map.class);
            return new PickerState(new PatientQuery((String) kept.get("name"), (String) kept.get("identifier"),
                    (String) kept.get("birthDate")),
                    new PageTrail((List<String>) kept.get("trail"), (String) kept.get("next")),
                    (List<String>) kept.get("offered"));
        } catch (IOException e) {
            throw new IllegalStateException("only this class writes the note", e);
        }
    }

    /** Leaves everything out: it may name patients. */
    @Override
    public String toString() {
        return "PickerState";
    }
}
