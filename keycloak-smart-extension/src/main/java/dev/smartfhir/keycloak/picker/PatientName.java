package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.authorization.Decision;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** The name of one patient, as the FHIR server tells it to the user. */
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
    public static Optional<String> of(KeycloakSession session, ClientModel app, Decision decision, String patient) {
        if (decision.fhirUser().isEmpty() || !decision.mayChoose(patient)) {
            return Optional.empty();
        }
        try {
            return new PatientDirectory(session, app, decision.userId(), decision.fhirUser().get(),
                    decision.request().fhirBase()).search(PatientQuery.only(Set.of(patient))).patients().stream()
                    .filter(found -> found.id().equals(patient)).map(FoundPatient::name)
                    .filter(name -> !name.isBlank()).findFirst();
        } catch (DirectoryUnavailable e) {
            LOG.warnf("A patient's name was not told by %s: %s", decision.request().fhirBase(), e.getMessage());
            return Optional.empty();
        }
    }
}
