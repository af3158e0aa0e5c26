package dev.smartfhir.keycloak.picker;

import java.io.IOException;
import java.util.ArrayList;
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
 * @param trail the links of the pages from the first to the one that is shown, of which the first is empty; no link at
 *     all before the first search
 * @param offered the ids of the patients on the page that is shown: these may be chosen, no others
 */
record PickerState(PatientQuery query, List<String> trail, List<String> offered) {

    static final PickerState START = new PickerState(PatientQuery.EVERYONE, List.of(), List.of());

    private static final String NOTE = "smart.picker.";
    private static final String FIRST_PAGE = "";
    /** Links that are kept, so that the note stays small. */
    private static final int LONGEST_TRAIL = 50;

    /** Copies the lists. */
    PickerState {
        trail = List.copyOf(trail);
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
        return new PickerState(query, List.of(FIRST_PAGE), List.of());
    }

    boolean isSearching() {
        return !trail.isEmpty();
    }

    /** The link of the page that is shown; empty for the first page. */
    Optional<String> link() {
        return trail.isEmpty() ? Optional.empty()
                : Optional.of(trail.get(trail.size() - 1)).filter(link -> !link.equals(FIRST_PAGE));
    }

    boolean hasPrevious() {
        return trail.size() > 1;
    }

    PickerState next(String link) {
        List<String> longer = new ArrayList<>(trail);
        longer.add(link);
        return new PickerState(query, longer.size() <= LONGEST_TRAIL ? longer
                : longer.subList(longer.size() - LONGEST_TRAIL, longer.size()), List.of());
    }

    PickerState previous() {
        return hasPrevious() ? new PickerState(query, trail.subList(0, trail.size() - 1), List.of()) : this;
    }

    PickerState offering(List<FoundPatient> patients) {
        return new PickerState(query, trail, patients.stream().map(FoundPatient::id).toList());
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
            note.put("trail", trail);
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
                    (String) kept.get("birthDate")), (List<String>) kept.get("trail"),
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
