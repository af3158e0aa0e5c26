package dev.smartfhir.keycloak.authorization;

import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ScopeSet;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * A judged authorization request that waits for the user to log in, kept as a note of its authentication session.
 *
 * @param fhirBase the FHIR server asked for, as the realm configures it; {@code null} where nothing needs one
 * @param scopes the SMART scopes asked for and within the client's ceilings, users' roles not yet considered
 * @param ordinary the other scopes asked for and assigned to the client, in the order asked for
 * @param reservation what holds the EHR launch for this browser; {@code null} in a standalone launch
 * @param requestUri the {@code request_uri} of a pushed request, else {@code null}
 * @param asked the parameter {@code scope} as the app sent it
 */
public record PendingAuthorization(String fhirBase, ScopeSet scopes, List<String> ordinary, String reservation,
        String requestUri, String asked) {

    /** A client note, so that it survives the loss of the authentication session in Keycloak's restart cookie. */
    public static final String NOTE = "smart.authorization";
    /** An auth note: the id of the patient that a user chose among those offered to him, a blank, and his own id. */
    private static final String CHOSEN_PATIENT = "smart.patient";
    /** An auth note: the id of the encounter or nothing, a blank, that of its patient, a blank, the user's own id. */
    private static final String CHOSEN_ENCOUNTER = "smart.encounter";

    /** Copies the list. */
    public PendingAuthorization {
        ordinary = List.copyOf(ordinary);
    }

    /** The judged request of an authentication session; empty if it is no SMART client's. */
    public static Optional<PendingAuthorization> of(AuthenticationSessionModel authentication) {
        return Optional.ofNullable(authentication.getClientNote(NOTE)).map(PendingAuthorization::read);
    }

    /** Leaves the request with an authentication session. */
    public void keepIn(AuthenticationSessionModel authentication) {
        authentication.setClientNote(NOTE, write());
        authentication.removeAuthNote(CHOSEN_PATIENT);
        authentication.removeAuthNote(CHOSEN_ENCOUNTER);
    }

    /** Records the patient that a user chose; the caller has made sure that it was offered to him. */
    public static void choosePatient(AuthenticationSessionModel authentication, String userId, String patient) {
        authentication.setAuthNote(CHOSEN_PATIENT, patient + ' ' + userId);
        authentication.removeAuthNote(CHOSEN_ENCOUNTER);
    }

    /** Records the encounter that a user chose; the caller has made sure that it was offered to him. */
    public static void chooseEncounter(AuthenticationSessionModel authentication, String userId,
            EncounterChoice choice) {
        authentication.setAuthNote(CHOSEN_ENCOUNTER,
                choice.encounter().orElse("") + ' ' + choice.patient() + ' ' + userId);
    }

    /** What this user chose; empty if he was not asked, whatever another user of the same browser chose. */
    public static Optional<EncounterChoice> chosenEncounter(AuthenticationSessionModel authentication,
            String userId) {
        return Optional.ofNullable(authentication.getAuthNote(CHOSEN_ENCOUNTER)).map(note -> note.split(" ", 3))
                .filter(note -> note.length == 3 && note[2].equals(userId))
                .map(note -> new EncounterChoice(note[1], Optional.of(note[0]).filter(id -> !id.isEmpty())));
    }

    /** The patient that this user chose; empty if he did not, whatever another user of the same browser did. */
    public static Optional<String> chosenPatient(AuthenticationSessionModel authentication, String userId) {
        return Optional.ofNullable(authentication.getAuthNote(CHOSEN_PATIENT)).map(note -> note.split(" ", 2))
                .filter(note -> note.length == 2 && note[1].equals(userId)).map(note -> note[0]);
    }

    public boolean isEhrLaunch() {
        return reservation != null;
    }

    /** Whether the app asks for a patient: by {@code launch/patient}, or by a {@code patient/} scope (D-27). */
    public boolean asksForPatient() {
        return asksForPatient(scopes);
    }

    static boolean asksForPatient(ScopeSet scopes) {
        return scopes.stream().anyMatch(scope -> scope instanceof LaunchScope launch
                && launch.text().equals("launch/patient")
                || scope instanceof ResourceScope resource && resource.context() == Context.PATIENT);
    }

    static boolean asksForEncounter(ScopeSet scopes) {
        return scopes.stream().anyMatch(LaunchScope.ENCOUNTER::equals);
    }

    private String write() {
        try {
            Map<String, Object> note = new HashMap<>();
            note.put("aud", fhirBase);
            note.put("scopes", scopes.toString());
            note.put("ordinary", ordinary);
            note.put("launch", reservation);
            note.put("request_uri", requestUri);
            note.put("asked", asked);
            return JsonSerialization.writeValueAsString(note);
        } catch (IOException e) {
            throw new IllegalStateException("a request can always be written", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static PendingAuthorization read(String note) {
        try {
            Map<String, Object> kept = JsonSerialization.readValue(note, Map.class);
            return new PendingAuthorization((String) kept.get("aud"), ScopeSet.parse((String) kept.get("scopes")),
                    (List<String>) kept.get("ordinary"), (String) kept.get("launch"),
                    (String) kept.get("request_uri"), (String) kept.get("asked"));
        } catch (IOException e) {
            throw new IllegalStateException("only this class writes the note", e);
        }
    }
}
