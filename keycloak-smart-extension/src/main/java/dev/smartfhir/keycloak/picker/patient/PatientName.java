package dev.smartfhir.keycloak.picker.patient;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.DirectoryScope;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The name of one patient, as the FHIR server tells it to the user who logs in. */
public final class PatientName {

    private static final Logger LOG = Logger.getLogger(PatientName.class);

    private PatientName() {
    }

    /**
     * Asks the FHIR server in the user's name, once.
     *
     * @param decision who asks, and where; he must be one who acts for the patient
     * @return empty if the server does not answer, does not show him the patient, or knows no name
     */
    public static Optional<String> of(KeycloakSession session, AuthenticationSessionModel authentication,
            Decision decision, String patient) {
        if (decision.fhirUser().isEmpty() || !decision.mayChoose(patient)) {
            return Optional.empty();
        }
        Optional<String> scope = DirectoryScope.of(session, authentication.getClient(),
                authentication.getAuthenticatedUser(), FhirUser.PATIENT);
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        try {
            return new Directory(session, authentication.getClient(), decision.userId(), decision.fhirUser().get(),
                    decision.request().fhirBase()).read(FhirUser.PATIENT, patient, scope.get())
                    .flatMap(FoundPatient::read).map(FoundPatient::name).filter(name -> !name.isBlank());
        } catch (DirectoryUnavailable e) {
            LOG.warnf("A patient's name was not told by %s: %s", decision.request().fhirBase(), e.getMessage());
            return Optional.empty();
        }
    }
}
