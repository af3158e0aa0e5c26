package dev.smartfhir.keycloak.clientauth;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Whether credentials and tokens may be sent to a realm at all, as at stock Keycloak's own endpoints: it is enabled,
 * and the request came by https where the realm's <em>Require SSL</em> asks for it (AUT-11).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-3.2">RFC 6749, section 3.2</a>
 */
public final class OpenRealm {

    private OpenRealm() {
    }

    /** Why this request is refused before anything of it is read; empty if it may go on. */
    public static Optional<String> refusal(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        boolean secure = session.getContext().getUri().getBaseUri().getScheme().equals("https");
        if (!secure && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
            return Optional.of("HTTPS is required");
        }
        return realm.isEnabled() ? Optional.empty() : Optional.of("The realm is disabled");
    }
}
