package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.consent.PendingConsent;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.launch.LaunchHandles;
import dev.smartfhir.keycloak.launch.LaunchSettings;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The end of a login: uses up the launch and the pushed request, and takes the decision. */
final class FinishedAuthorization {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final EventBuilder event;

    FinishedAuthorization(KeycloakSession session, RealmModel realm, EventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.event = event;
    }

    /** @throws Refusal if this user gives this app nothing by this request */
    UserGrant grant(AuthenticationSessionModel authentication, PendingAuthorization pending, UserModel user) {
        ClientModel client = authentication.getClient();
        SmartDetails.launch(event, pending.isEhrLaunch());
        SmartDetails.requested(event, client, pending.asked());
        PushedRequests.use(session, realm, pending);
        Decision decision = Decision.of(session, authentication, user).orElseThrow();
        if (decision.isDirectoryUnreachable() && (pending.isEhrLaunch() || decision.needsPatient())) {
            throw Refusal.temporarilyUnavailable("The FHIR server does not say at the moment for whom this user acts");
        }
        if (pending.isEhrLaunch()) {
            useLaunch(decision, client);
        }
        if (decision.needsPatient()) {
            throw Refusal.serverError("No patient was chosen");
        }
        UserGrant grant = decision.grant();
        if (grant.scopes().isEmpty() && grant.ordinary().isEmpty()) {
            throw Refusal.invalidScope("Nothing of what the app asked for can be granted to this user");
        }
        grant = PendingConsent.narrow(session, authentication, user, decision);
        SmartDetails.granted(event, client, pending.asked(), grant.scope(), grant.fhirBase());
        return grant;
    }

    private void useLaunch(Decision decision, ClientModel client) {
        new LaunchHandles(session, realm, LaunchSettings.of(realm).lifetime()).use(decision.request().reservation())
                .filter(launch -> launch.clientId().equals(client.getId()))
                .orElseThrow(() -> Refusal.invalidRequest("The launch was used before or has expired: launch the app "
                        + "again"));
        if (!decision.mayUseLaunch()) {
            throw Refusal.accessDenied("The launch is for another user, or about a patient whom this user does not "
                    + "act for");
        }
    }
}
