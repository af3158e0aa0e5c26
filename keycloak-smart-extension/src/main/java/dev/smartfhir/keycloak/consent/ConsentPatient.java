package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.PatientName;
import dev.smartfhir.keycloak.wording.Whose;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The patient whom the app is to see, as the page names him.
 *
 * @param own whether the user is the patient
 * @param name his name, or his id where the FHIR server tells no name; empty for the user himself
 */
record ConsentPatient(boolean own, String name) {

    /** An auth note: the ids of user and patient, and the name, so that the FHIR server is asked once in a login. */
    private static final String NAME = "smart.consent.patient";

    /** The patient of a grant; empty if it is about none. */
    static Optional<ConsentPatient> of(KeycloakSession session, AuthenticationSessionModel authentication,
            PendingConsent pending) {
        Decision decision = pending.decision();
        return Optional.ofNullable(pending.grant().context().patient()).map(patient ->
                decision.fhirUser().filter(FhirUser::isPatient).filter(user -> user.id().equals(patient)).isPresent()
                        ? new ConsentPatient(true, "")
                        : new ConsentPatient(false, name(session, authentication, decision, patient)));
    }

    Whose whose() {
        return own ? Whose.readers() : Whose.of(name);
    }

    private static String name(KeycloakSession session, AuthenticationSessionModel authentication, Decision decision,
            String patient) {
        String key = decision.userId() + ' ' + patient + ' ';
        String kept = authentication.getAuthNote(NAME);
        if (kept == null || !kept.startsWith(key)) {
            kept = key + PatientName.of(session, authentication.getClient(),
                    authentication.getAuthenticatedUser(), decision, patient).orElse(patient);
            authentication.setAuthNote(NAME, kept);
        }
        return kept.substring(key.length());
    }

    /** Leaves the name out. */
    @Override
    public String toString() {
        return "ConsentPatient";
    }
}
