package dev.smartfhir.keycloak.consent;

import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/**
 * The request parameter {@code prompt} as far as it demands consent, which each user of a browser session answers for
 * himself.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core 1.0, 3.1.2.1</a>
 */
final class Prompt {

    /** An auth note: the id of the user who answered. */
    private static final String ANSWERED = "smart.consent.answered";

    private Prompt() {
    }

    /** Whether this user must be asked in this authorization, whatever he decided before. */
    static boolean demandsConsent(AuthenticationSessionModel authentication, String userId) {
        return TokenUtil.hasPrompt(authentication.getClientNote(OIDCLoginProtocol.PROMPT_PARAM),
                OIDCLoginProtocol.PROMPT_VALUE_CONSENT) && !userId.equals(authentication.getAuthNote(ANSWERED));
    }

    /** Records that this user answered in this authorization. */
    static void answered(AuthenticationSessionModel authentication, String userId) {
        authentication.setAuthNote(ANSWERED, userId);
    }
}
