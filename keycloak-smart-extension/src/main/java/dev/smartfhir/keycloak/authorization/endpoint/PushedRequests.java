package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.grant.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.par.endpoints.request.AuthzEndpointParParser;

/**
 * Makes a pushed request serve one authorization only, however long the login takes: the request itself may expire
 * while the user logs in, its use is remembered for longer than a login can last.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126.html#section-7.3">RFC 9126, section 7.3</a>
 */
final class PushedRequests {

    private static final String USED = "smart-par-used:";

    private PushedRequests() {
    }

    /** @throws Refusal {@code invalid_request} if an authorization has used the pushed request before */
    static void use(KeycloakSession session, RealmModel realm, PendingAuthorization pending) {
        if (pending.requestUri() == null) {
            return;
        }
        long remembered = (long) realm.getAccessCodeLifespanLogin() + realm.getParPolicy().getRequestUriLifespan();
        if (!session.singleUseObjects().putIfAbsent(USED + digest(realm.getId() + ' ' + pending.requestUri()),
                remembered)) {
            throw Refusal.invalidRequest("The pushed request was used before: push a new one");
        }
        AuthzEndpointParParser.removeRequestObject(session, pending.requestUri());
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
