package dev.smartfhir.hapi.authentication.introspection;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.smartfhir.hapi.authentication.AccessTokenRules;
import dev.smartfhir.hapi.authentication.TokenClaims;
import dev.smartfhir.hapi.authentication.Unauthorized;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.config.IssuerProperties;

/**
 * What an issuer must answer about a token that is to be good: the same as a JWT would have to say.
 */
final class AnswerRules {

    private final IssuerProperties issuer;
    private final AccessTokenRules rules;

    AnswerRules(IssuerProperties issuer, AccessTokenRules rules) {
        this.issuer = issuer;
        this.rules = rules;
    }

    /**
     * Judges an answer.
     *
     * @throws Unauthorized naming the first rule that it breaks
     */
    VerifiedToken judge(IntrospectionAnswer answer) {
        if (!answer.active()) {
            throw Unauthorized.invalidToken("The access token is not active.");
        }
        JWTClaimsSet claims = answer.claims();
        if (claims.getIssuer() != null && !claims.getIssuer().equals(issuer.issuer())) {
            throw Unauthorized.invalidToken("The access token is of another issuer.");
        }
        if (!AnsweredType.isAccessToken(claims, issuer.acceptUntypedTokens())) {
            throw Unauthorized.invalidToken("The token is not an access token.");
        }
        rules.check(claims);
        return TokenClaims.token(issuer, claims);
    }
}
