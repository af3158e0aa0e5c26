package dev.smartfhir.keycloak.consent;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/**
 * The request parameter {@code prompt} as far as it demands consent. Once a user answered, it is taken from Keycloak,
 * whose own page would come after ours; another user of the same browser session is asked again.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core 1.0, 3.1.2.1</a>
 */
final class Prompt {

    /** A client note, so that it outlives the notes of a login that is begun again. */
    private static final String DEMANDED = "smart.consent.demanded";
    /** An auth note: the id of the user who answered. */
    private static final String ANSWERED = "smart.consent.answered";

    private Prompt() {
    }

    /** Whether this user must be asked in this authorization, whatever he decided before. */
    static boolean demandsConsent(AuthenticationSessionModel authentication, String userId) {
        boolean demanded = authentication.getClientNote(DEMANDED) != null || TokenUtil.hasPrompt(
                authentication.getClientNote(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_CONSENT);
        return demanded && !userId.equals(authentication.getAuthNote(ANSWERED));
    }

    /** Records that this user answered in this authorization. */
    static void answered(AuthenticationSessionModel authentication, String userId) {
        authentication.setAuthNote(ANSWERED, userId);
        String prompt = authentication.getClientNote(OIDCLoginProtocol.PROMPT_PARAM);
        if (TokenUtil.hasPrompt(prompt, OIDCLoginProtocol.PROMPT_VALUE_CONSENT)) {
            authentication.setClientNote(DEMANDED, "true");
            authentication.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, Stream.of(prompt.split(" "))
                    .filter(value -> !value.equals(OIDCLoginProtocol.PROMPT_VALUE_CONSENT))
                    .collect(Collectors.joining(" ")));
        }
    }
}
