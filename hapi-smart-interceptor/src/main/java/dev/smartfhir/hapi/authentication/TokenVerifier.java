package dev.smartfhir.hapi.authentication;

import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives a token to the verifier of the configured issuer that it names.
 */
public final class TokenVerifier implements AutoCloseable {

    /** One answer for all that is found before the signature is known to be good. */
    static final String NOT_TRUSTED = "The access token is malformed, or not signed by an issuer that is trusted here.";

    private final Map<String, IssuerVerifier> issuers;

    /**
     * Prepares a verifier for each configured issuer, without a request to any of them.
     */
    public TokenVerifier(SmartProperties properties, BoundedFetch fetch, Clock clock) {
        this(properties, fetch, clock, AuthenticationListener.NONE);
    }

    /**
     * The same, and tells a listener of it.
     */
    public TokenVerifier(
            SmartProperties properties, BoundedFetch fetch, Clock clock, AuthenticationListener listener) {
        AccessTokenRules rules =
                new AccessTokenRules(new Audience(properties.fhirBase()), properties.clockSkew(), clock);
        SecureUrl secureUrl = new SecureUrl(properties.allowPlainHttp());
        Function<IssuerProperties, IssuerVerifier> verifier = issuer -> new IssuerVerifier(issuer, rules,
                KeySource.of(issuer.issuer(), new IssuerKeys(
                        new KeyLocation(issuer, secureUrl, fetch), fetch, read -> listener.keysRead(issuer.issuer(), read))));
        this.issuers = properties.issuers().stream()
                .collect(Collectors.toUnmodifiableMap(IssuerProperties::issuer, verifier));
    }

    /**
     * Verifies a token.
     *
     * @param token a compact JWS
     * @return the token, verified
     * @throws Unauthorized where it is not good
     * @throws AuthorizationServerUnavailable where its issuer's keys are not known and cannot be read
     */
    VerifiedToken verify(String token) {
        SignedJWT parsed;
        String issuer;
        try {
            parsed = SignedJWT.parse(token);
            issuer = parsed.getJWTClaimsSet().getIssuer();
        } catch (ParseException | RuntimeException e) {
            throw Unauthorized.invalidToken(NOT_TRUSTED);
        }
        IssuerVerifier verifier = issuer == null ? null : issuers.get(issuer);
        if (verifier == null) {
            throw Unauthorized.invalidToken(NOT_TRUSTED);
        }
        return verifier.verify(parsed);
    }

    /**
     * Ends the background refresh of all keys.
     */
    @Override
    public void close() {
        issuers.values().forEach(IssuerVerifier::close);
    }
}
