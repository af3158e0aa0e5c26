package dev.smartfhir.hapi.authentication;

import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.hapi.authentication.AuthenticationListener.Verification;
import java.text.ParseException;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies tokens and tells what came of it, with the issuer where it is one of the configured ones.
 */
final class HeardVerification {

    private final AuthenticationListener listener;
    private final Set<String> issuers;

    HeardVerification(AuthenticationListener listener, Set<String> issuers) {
        this.listener = listener;
        this.issuers = Set.copyOf(issuers);
    }

    /**
     * Verifies one token.
     *
     * @param issuer the issuer of a good token
     */
    <T> T of(String token, Function<String, T> verification, Function<T, String> issuer) {
        T verified;
        try {
            verified = verification.apply(token);
        } catch (AuthorizationServerUnavailable e) {
            listener.verified(claimedIssuer(token), Verification.UNAVAILABLE);
            throw e;
        } catch (RuntimeException e) {
            listener.verified(claimedIssuer(token), Verification.REFUSED);
            throw e;
        }
        listener.verified(issuer.apply(verified), Verification.GOOD);
        return verified;
    }

    private String claimedIssuer(String token) {
        try {
            String claimed = SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
            return claimed != null && issuers.contains(claimed) ? claimed : AuthenticationListener.UNKNOWN_ISSUER;
        } catch (ParseException | RuntimeException e) {
            return AuthenticationListener.UNKNOWN_ISSUER;
        }
    }
}
