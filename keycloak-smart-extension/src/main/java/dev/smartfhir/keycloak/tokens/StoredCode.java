package dev.smartfhir.keycloak.tokens;

import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.protocol.oidc.utils.OAuth2Code;
import org.keycloak.protocol.oidc.utils.OAuth2CodeParser;

/**
 * An authorization code as a client sends it, {@code id.session.client}, and what the server keeps under its id. It is
 * looked at before stock code redeems it.
 *
 * @param id the random part
 * @param userSession the id of the login session
 * @param client the internal id of the client that it was made for
 */
record StoredCode(String id, String userSession, String client) {

    private static final String USED = "smart-used-code:";
    /** Seconds that a redeemed code is remembered, so that its second use is told from a guess. */
    private static final int REMEMBERED = 3600;

    /** Reads a code; empty if it has another shape. */
    static Optional<StoredCode> read(String code) {
        String[] parts = code.split("\\.", 3);
        return parts.length < 3 ? Optional.empty() : Optional.of(new StoredCode(parts[0], parts[1], parts[2]));
    }

    boolean isMadeFor(ClientModel known) {
        return client.equals(known.getId());
    }

    /** What was kept with the code; empty if it is unknown, used or expired, or of another login session. */
    Optional<OAuth2Code> peek(KeycloakSession session) {
        Map<String, String> kept = session.singleUseObjects().get(key());
        return Optional.ofNullable(kept).map(OAuth2Code::deserializeCode)
                .filter(code -> userSession.equals(code.getUserSessionId()));
    }

    /** Makes sure that nobody can redeem the code. */
    void discard(KeycloakSession session) {
        session.singleUseObjects().remove(key());
    }

    void rememberAsUsed(KeycloakSession session) {
        session.singleUseObjects().put(USED + id, REMEMBERED,
                Map.of("client", client, "session", userSession));
    }

    /** Whether the code was redeemed within the last hour. */
    boolean wasUsed(KeycloakSession session) {
        SingleUseObjectProvider store = session.singleUseObjects();
        Map<String, String> used = store.get(USED + id);
        return used != null && used.get("client").equals(client) && used.get("session").equals(userSession);
    }

    private String key() {
        return OAuth2CodeParser.CACHE_KEY_PREFIX + id;
    }
}
