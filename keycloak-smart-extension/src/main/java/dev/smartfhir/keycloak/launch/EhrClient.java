package dev.smartfhir.keycloak.launch;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Locale;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.utils.AuthorizeClientUtil;

/**
 * The client that registers launches: confidential, authenticated by HTTP Basic or by a bearer token that it got by
 * client credentials, with the realm role {@value #ROLE} on its service account.
 */
final class EhrClient {

    /** The realm role that lets a client register launches. */
    static final String ROLE = "smart-launch";

    private EhrClient() {
    }

    /**
     * Authenticates the caller.
     *
     * @throws LaunchRefusal with status 401 if the caller does not prove who he is, 403 if he lacks the role
     */
    static ClientModel authenticate(KeycloakSession session, EventBuilder event) {
        ClientModel client = switch (scheme(session)) {
            case "basic" -> byBasic(session, event);
            case "bearer" -> EhrToken.verify(session);
            default -> throw LaunchRefusal.unknownCaller("invalid_client",
                    "The client authenticates by HTTP Basic or with a bearer token, sent once");
        };
        event.client(client);
        requireRole(session, client);
        return client;
    }

    private static String scheme(KeycloakSession session) {
        List<String> headers = session.getContext().getRequestHeaders().getRequestHeader(HttpHeaders.AUTHORIZATION);
        return headers == null || headers.size() != 1 || headers.get(0) == null
                ? "" : headers.get(0).strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static ClientModel byBasic(KeycloakSession session, EventBuilder event) {
        try {
            ClientModel client = AuthorizeClientUtil.authorizeClient(session, event, null).getClient();
            if (!client.isPublicClient()) {
                return client;
            }
        } catch (WebApplicationException failed) {
            // The answer of this interface has a shape of its own.
        }
        throw LaunchRefusal.unknownCaller("invalid_client",
                "HTTP Basic holds no confidential client's id and secret");
    }

    private static void requireRole(KeycloakSession session, ClientModel client) {
        UserModel account = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
        RoleModel role = session.getContext().getRealm().getRole(ROLE);
        if (role == null || account == null || !account.isEnabled() || !account.hasRole(role)) {
            throw new LaunchRefusal(Status.FORBIDDEN, "unauthorized_client",
                    "The client's service account does not have the realm role " + ROLE);
        }
    }
}
