package dev.smartfhir.hapi.authentication;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.hapi.config.IssuerProperties;
import java.time.Clock;
import java.time.Instant;

/**
 * Finds the tokens of an issuer good by what they say themselves, under its signature.
 *
 * <p>That counts until the token expires, and never longer than keys are kept, so that a key that an issuer withdraws
 * takes its tokens with it.
 */
final class JwtValidation implements TokenValidation {

    private final IssuerProperties issuer;
    private final AccessTokenRules rules;
    private final IssuerSignatures signatures;
    private final Clock clock;

    JwtValidation(IssuerProperties issuer, AccessTokenRules rules, IssuerSignatures signatures, Clock clock) {
        this.issuer = issuer;
        this.rules = rules;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public Validated validate(SignedJWT token) {
        JWTClaimsSet claims = signatures.verifiedClaims(token);
        rules.check(token.getHeader(), claims, issuer.acceptUntypedTokens());
        VerifiedToken verified = TokenClaims.token(issuer, claims);
        Instant latest = clock.instant().plus(KeySource.KEPT);
        return new Validated(verified, verified.expiresAt().isBefore(latest) ? verified.expiresAt() : latest);
    }

    @Override
    public Validated validateOpaque(String token) {
        throw Unauthorized.invalidToken(TokenVerifier.NOT_TRUSTED);
    }

    @Override
    public void close() {
        signatures.close();
    }
}
