package dev.smartfhir.sandbox.pages.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/**
 * The app's checks of an ID token: signature, issuer, audience, lifetime and nonce.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect Core 1.0,
 *      section 3.1.3.7</a>
 */
final class IdToken {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES384);

    private IdToken() {
    }

    /**
     * Checks a token.
     *
     * @param keys the authorization server's key set
     * @param nonce the nonce of the authorization request; {@code null} after a refresh
     * @return what is wrong with it, or {@code null} if all is right
     */
    static String fault(String token, String keys, String issuer, String clientId, String nonce) {
        try {
            JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder().issuer(issuer);
            if (nonce != null) {
                exact.claim("nonce", nonce);
            }
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys))));
            processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    clientId, exact.build(), Set.of("sub", "exp", "iat")));
            processor.process(token, null);
            return null;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return e.getMessage();
        }
    }

    /** The claim {@code fhirUser} of a token, or {@code null}. */
    static String fhirUser(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getStringClaim("fhirUser");
        } catch (ParseException e) {
            return null;
        }
    }
}
