package dev.smartfhir.hapi.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.scopes.ScopeSet;
import java.io.IOException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the tokens of one issuer: its keys, its algorithms, its bound.
 */
final class IssuerVerifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerVerifier.class);

    private final IssuerProperties issuer;
    private final AccessTokenRules rules;
    private final JWKSource<SecurityContext> keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    IssuerVerifier(IssuerProperties issuer, AccessTokenRules rules, JWKSource<SecurityContext> keys) {
        this.issuer = issuer;
        this.rules = rules;
        this.keys = keys;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                issuer.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet()), keys));
        // The rules look at types and claims, after the signature.
        processor.setJWSTypeVerifier((type, context) -> { });
        processor.setJWTClaimsSetVerifier((claims, context) -> { });
    }

    /**
     * Verifies the signature, then applies the rules.
     *
     * @throws Unauthorized where the token is not good
     * @throws AuthorizationServerUnavailable where the keys are not known
     */
    VerifiedToken verify(SignedJWT token) {
        JWTClaimsSet claims = signedClaims(token);
        rules.check(token.getHeader(), claims, issuer.acceptUntypedTokens());
        return new VerifiedToken(
                issuer.issuer(),
                claims.getSubject(),
                TokenClaims.clientId(claims),
                bounded(TokenClaims.scopes(claims)),
                claims.toJSONObject(),
                claims.getExpirationTime().toInstant());
    }

    private JWTClaimsSet signedClaims(SignedJWT token) {
        try {
            return processor.process(token, null);
        } catch (RateLimitReachedException e) {
            // The keys have just been read, and the one of this token is not among them.
            throw Unauthorized.invalidToken(TokenVerifier.NOT_TRUSTED);
        } catch (KeySourceException e) {
            LOG.warn("The keys of {} cannot be read: {}", issuer.issuer(), e.getMessage());
            throw new AuthorizationServerUnavailable();
        } catch (BadJOSEException | JOSEException | RuntimeException e) {
            LOG.debug("A token that claims to be of {} is not good: {}", issuer.issuer(), e.getClass().getName());
            throw Unauthorized.invalidToken(TokenVerifier.NOT_TRUSTED);
        }
    }

    private ScopeSet bounded(ScopeSet scopes) {
        return issuer.maxScopes().map(scopes::intersect).orElse(scopes);
    }

    @Override
    public void close() {
        if (keys instanceof java.io.Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                LOG.debug("Closing the keys of {}", issuer.issuer(), e);
            }
        }
    }
}
