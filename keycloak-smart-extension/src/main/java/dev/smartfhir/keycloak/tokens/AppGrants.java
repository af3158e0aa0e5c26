package dev.smartfhir.keycloak.tokens;

import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.UserSessionManager;

/**
 * Every grant that one app has in one login session, online and offline. A code or a refresh token that is used twice
 * was stolen from one of two parties, and nobody can tell which; so the app has to be authorized anew (BP-01).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2">RFC 6749, section 4.1.2</a>
 */
final class AppGrants {

    private AppGrants() {
    }

    /** Ends them; other apps and the login itself go on. */
    static void end(KeycloakSession session, ClientModel client, String userSessionId) {
        RealmModel realm = client.getRealm();
        UserSessionModel online = session.sessions().getUserSession(realm, userSessionId);
        if (online != null) {
            AuthenticatedClientSessionModel app = online.getAuthenticatedClientSessionByClient(client.getId());
            if (app != null) {
                app.detachFromUserSession();
            }
        }
        UserSessionModel offline = session.sessions().getOfflineUserSession(realm, userSessionId);
        if (offline != null) {
            new UserSessionManager(session).removeClientFromOfflineUserSession(realm, offline, client,
                    offline.getUser());
        }
    }
}
