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
import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.io.Closeable;
import java.io.IOException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the signatures of one issuer: by its keys and its algorithms.
 */
public final class IssuerSignatures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerSignatures.class);

    private final String issuer;
    private final JWKSource<SecurityContext> keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Prepares, without a request to the issuer.
     */
    public IssuerSignatures(IssuerProperties issuer, SecureUrl secureUrl, BoundedFetch fetch,
            AuthenticationListener listener) {
        this.issuer = issuer.issuer();
        this.keys = KeySource.of(issuer.issuer(), new IssuerKeys(new KeyLocation(issuer, secureUrl, fetch), fetch,
                read -> listener.keysRead(issuer.issuer(), read)));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                issuer.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet()), keys));
        // The rules look at types and claims, after the signature.
        processor.setJWSTypeVerifier((type, context) -> { });
        processor.setJWTClaimsSetVerifier((claims, context) -> { });
    }

    /**
     * The claims of a token whose signature is good.
     *
     * @throws Unauthorized where it is not
     * @throws AuthorizationServerUnavailable where the keys are not known
     */
    JWTClaimsSet verifiedClaims(SignedJWT token) {
        try {
            return claims(token);
        } catch (RateLimitReachedException e) {
            // The keys have just been read, and the one of this token is not among them.
            throw Unauthorized.invalidToken(TokenVerifier.NOT_TRUSTED);
        } catch (KeySourceException e) {
            LOG.warn("The keys of {} cannot be read: {}", issuer, e.getMessage());
            throw new AuthorizationServerUnavailable();
        }
    }

    /**
     * Whether the signature of a token is known to be good.
     *
     * @return false where the issuer's keys are not known, so that nothing can be said
     * @throws Unauthorized where the signature is bad
     */
    public boolean isKnownGood(SignedJWT token) {
        try {
            claims(token);
            return true;
        } catch (KeySourceException e) {
            LOG.debug("The keys of {} are not known: {}", issuer, e.getMessage());
            return false;
        }
    }

    private JWTClaimsSet claims(SignedJWT token) throws KeySourceException {
        try {
            return processor.process(token, null);
        } catch (KeySourceException e) {
            throw e;
        } catch (BadJOSEException | JOSEException | RuntimeException e) {
            LOG.debug("A token that claims to be of {} is not good: {}", issuer, e.getClass().getName());
            throw Unauthorized.invalidToken(TokenVerifier.NOT_TRUSTED);
        }
    }

    @Override
    public void close() {
        if (keys instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                LOG.debug("Closing the keys of {}", issuer, e);
            }
        }
    }
}
