package dev.smartfhir.keycloak.introspection;

import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.keycloak.ceiling.Ceilings;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * Who asks about a token. It may always see tokens of its own; those of other clients only with the scope
 * {@code __introspect} (D-18).
 *
 * @param client the client that asks
 * @param seesAll whether it may see the tokens of every client
 */
record Caller(ClientModel client, boolean seesAll) {

    /** A client that proved itself: the scope must be among its ceilings. */
    static Caller authenticated(KeycloakSession session, ClientModel client) {
        UserModel account = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
        return new Caller(client, Ceilings.of(session, client, account).covers(SmartNames.INTROSPECT));
    }

    boolean maySee(AccessToken token) {
        return seesAll || client.getClientId().equals(token.getIssuedFor());
    }
}
