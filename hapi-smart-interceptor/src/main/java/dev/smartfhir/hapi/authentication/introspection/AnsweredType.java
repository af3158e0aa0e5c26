package dev.smartfhir.hapi.authentication.introspection;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Set;

/**
 * Tells access tokens from the other tokens that a lenient endpoint calls active, too: refresh, ID and logout tokens.
 *
 * <p>An access token is one by its {@code typ} ({@code Bearer}, as Keycloak says) or its {@code token_type}
 * ({@code Bearer}), and nothing in the answer may speak against it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662 section 4</a>
 */
final class AnsweredType {

    /** Claims of ID tokens and logout tokens; a {@code nonce} is in some access tokens of Keycloak, too. */
    private static final Set<String> FOREIGN = Set.of("events", "at_hash", "c_hash", "s_hash");

    private static final Set<String> ACCESS = Set.of("access", "access_token");

    private AnsweredType() {
    }

    static boolean isAccessToken(JWTClaimsSet claims, boolean acceptUntyped) {
        Object type = claims.getClaim("typ");
        Object tokenType = claims.getClaim("token_type");
        Object use = claims.getClaim("token_use");
        if (type != null && !type.equals("Bearer")
                || tokenType != null && !(tokenType instanceof String text && text.equalsIgnoreCase("Bearer"))
                || use != null && !ACCESS.contains(use)
                || FOREIGN.stream().anyMatch(claims.getClaims()::containsKey)) {
            return false;
        }
        return type != null
                || (tokenType != null || acceptUntyped) && !claims.getClaims().containsKey("nonce");
    }
}
