package dev.smartfhir.keycloak.launch;

import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.startup.Seams;
import dev.smartfhir.scopes.LaunchScope;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * The app that an EHR launches: an enabled client for the authorization code grant that has the ceiling
 * {@code launch}.
 *
 * @param client the app
 * @param fhirBase the FHIR server that the launch is about, as the realm writes it
 */
record LaunchApp(ClientModel client, String fhirBase) {

    /**
     * Finds the app.
     *
     * @param iss the FHIR base that the EHR names, or {@code null}
     * @throws LaunchRefusal if there is no such app, or none of its FHIR servers is meant unmistakably
     */
    static LaunchApp find(KeycloakSession session, RealmModel realm, String clientId, String iss) {
        ClientModel client = session.clients().getClientByClientId(realm, clientId);
        if (client == null || !isLaunchable(client)) {
            throw LaunchRefusal.invalid("The member client_id names no enabled app with the standard flow and the "
                    + "client scope launch");
        }
        try {
            Seams.requireLive(session, client);
            return new LaunchApp(client, FhirBases.of(realm).audienceFor(client, iss));
        } catch (Refusal refusal) {
            throw refusal.error().equals("server_error") ? unavailable(refusal) : unknownServer(iss);
        }
    }

    private static boolean isLaunchable(ClientModel client) {
        return client.isEnabled() && client.isStandardFlowEnabled() && !client.isBearerOnly()
                && (client.getProtocol() == null || client.getProtocol().equals(OIDCLoginProtocol.LOGIN_PROTOCOL))
                && AssignedScopes.of(client).ceilings()
                        .anyMatch(ceiling -> LaunchScope.EHR.text().equals(ceiling.getName()));
    }

    private static LaunchRefusal unavailable(Refusal refusal) {
        return new LaunchRefusal(Status.INTERNAL_SERVER_ERROR, refusal.error(),
                refusal.getMessage());
    }

    private static LaunchRefusal unknownServer(String iss) {
        return LaunchRefusal.invalid(iss == null
                ? "The member iss is required: the app may use several FHIR servers, and the context is about one"
                : "The member iss is no FHIR server of this realm that the app may use");
    }
}
