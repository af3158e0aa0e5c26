package dev.smartfhir.keycloak.clientauth;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * The proof, kept in the request's session, that a client authenticated by this module's rules. Only
 * {@link SmartJwtClientAuthenticator} writes it, so no other kind of authentication can pass for it.
 *
 * @param realmId the realm's internal id
 * @param clientId the client's internal id
 */
public record AsymmetricAuthentication(String realmId, String clientId) {

    private static final String ATTRIBUTE = AsymmetricAuthentication.class.getName();

    static void record(KeycloakSession session, ClientModel client) {
        session.setAttribute(ATTRIBUTE, of(client));
    }

    public static boolean tookPlace(KeycloakSession session, ClientModel client) {
        return of(client).equals(session.getAttribute(ATTRIBUTE, AsymmetricAuthentication.class));
    }

    private static AsymmetricAuthentication of(ClientModel client) {
        return new AsymmetricAuthentication(client.getRealm().getId(), client.getId());
    }
}
