package dev.smartfhir.hapi.authentication;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells access tokens from the other tokens that the same issuer signs with the same keys.
 *
 * <p>An access token says so in its {@code typ} header ({@code at+jwt}) or in its {@code typ} claim ({@code Bearer}).
 * ID, refresh, offline and logout tokens are none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068 section 4</a>
 */
final class TokenType {

    private static final Set<String> ACCESS_TOKEN_HEADERS = Set.of("at+jwt", "application/at+jwt");

    private static final Set<String> PLAIN_HEADERS = Set.of("jwt", "application/jwt");

    /** Claims of ID tokens and logout tokens. */
    private static final Set<String> FOREIGN_CLAIMS = Set.of("nonce", "at_hash", "c_hash", "s_hash");

    private TokenType() {
    }

    static boolean isAccessToken(JOSEObjectType header, JWTClaimsSet claims, boolean acceptUntyped) {
        String headerType = header == null ? "" : header.getType().toLowerCase(Locale.ROOT);
        Object claimType = claims.getClaim("typ");
        if (claims.getClaim("events") != null || claimType != null && !"Bearer".equals(claimType)) {
            return false;
        }
        if (ACCESS_TOKEN_HEADERS.contains(headerType)) {
            return true;
        }
        if (!headerType.isEmpty() && !PLAIN_HEADERS.contains(headerType)) {
            return false;
        }
        return claimType != null
                || acceptUntyped && FOREIGN_CLAIMS.stream().noneMatch(claims.getClaims()::containsKey);
    }
}
