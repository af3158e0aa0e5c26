package dev.smartfhir.hapi.authentication;

import com.nimbusds.jwt.SignedJWT;

/**
 * How it is found out whether the tokens of one issuer are good: each issuer has one way, as configured.
 */
public interface TokenValidation extends AutoCloseable {

    /**
     * Validates a token that names this issuer in its {@code iss}.
     *
     * @param token the token, parsed; nothing in it is verified yet
     * @return the token, and until when that counts
     * @throws Unauthorized where the token is not good
     * @throws AuthorizationServerUnavailable where that cannot be found out now
     */
    Validated validate(SignedJWT token);

    /**
     * Validates a token that is no JWS and so does not say whose it is.
     *
     * @param token the token as sent
     * @return the token, and until when that counts
     * @throws Unauthorized where the token is not good
     * @throws AuthorizationServerUnavailable where that cannot be found out now
     */
    Validated validateOpaque(String token);

    /** Takes note that a validation was remembered and taken again. */
    default void reused() {
    }

    /** Ends what runs in the background. */
    @Override
    void close();
}
