package dev.smartfhir.hapi.authentication;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the claims that issuers write in more than one way.
 */
public final class TokenClaims {

    private TokenClaims() {
    }

    /**
     * The token of an issuer whose claims are known to be good, bounded by the issuer's {@code max-scopes}.
     *
     * @param claims with an {@code exp}
     * @throws Unauthorized where they name no client
     */
    public static VerifiedToken token(IssuerProperties issuer, JWTClaimsSet claims) {
        ScopeSet scopes = scopes(claims);
        return new VerifiedToken(
                issuer.issuer(),
                claims.getSubject(),
                clientId(claims),
                issuer.maxScopes().map(scopes::intersect).orElse(scopes),
                claims.toJSONObject(),
                claims.getExpirationTime().toInstant());
    }

    /**
     * The {@code client_id} claim, else {@code azp}.
     *
     * @throws Unauthorized where the token names no client
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068 section 2.2</a>
     */
    static String clientId(JWTClaimsSet claims) {
        for (String name : List.of("client_id", "azp")) {
            if (claims.getClaim(name) instanceof String client && !client.isBlank()) {
                return client;
            }
        }
        throw Unauthorized.invalidToken("The access token names no client.");
    }

    /**
     * The scopes of the {@code scope} claim, a space-separated text or an array of scopes; what is not
     * readable grants nothing.
     */
    static ScopeSet scopes(JWTClaimsSet claims) {
        Object scope = claims.getClaim("scope");
        if (scope instanceof String text) {
            return ScopeSet.readable(text);
        }
        if (scope instanceof List<?> list) {
            return ScopeSet.readable(list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(element -> element.indexOf(' ') < 0)
                    .collect(Collectors.joining(" ")));
        }
        return ScopeSet.empty();
    }
}
