package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.DirectoryScope;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.patient.FoundPatient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** The name of one patient, as the FHIR server tells it to the user. */
public final class PatientName {

    private static final Logger LOG = Logger.getLogger(PatientName.class);

    private PatientName() {
    }

    /**
     * Asks the FHIR server in the user's name, once.
     *
     * @param decision where he asks; he must be one who acts for the patient
     * @return empty if the server does not answer, does not show him the patient, or knows no name
     */
    public static Optional<String> of(KeycloakSession session, ClientModel app, UserModel user, Decision decision,
            String patient) {
        Optional<String> scope = DirectoryScope.of(session, app, user, FhirUser.PATIENT);
        if (decision.fhirUser().isEmpty() || scope.isEmpty() || !decision.mayChoose(patient)) {
            return Optional.empty();
        }
        try {
            Directory directory = new Directory(session, app, user.getId(), decision.fhirUser().get(),
                    decision.request().fhirBase());
            return directory.search(FhirUser.PATIENT, List.of(Map.entry("_id", patient)), scope.get()).matches()
                    .stream().flatMap(resource -> FoundPatient.read(resource).stream())
                    .filter(found -> found.id().equals(patient)).map(FoundPatient::name)
                    .filter(name -> !name.isBlank()).findFirst();
        } catch (DirectoryUnavailable e) {
            LOG.warnf("A patient's name was not told by %s: %s", decision.request().fhirBase(), e.getMessage());
            return Optional.empty();
        }
    }
}
