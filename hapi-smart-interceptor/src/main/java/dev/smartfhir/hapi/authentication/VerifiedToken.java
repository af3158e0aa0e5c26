package dev.smartfhir.hapi.authentication;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.scopes.ScopeSet;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An access token whose signature, issuer, audience, times and type have all been verified.
 *
 * @param issuer the {@code iss} claim, one of the configured issuers
 * @param subject the {@code sub} claim, or null where the issuer gives none
 * @param clientId the {@code client_id} claim, else {@code azp}
 * @param scopes the readable scopes of the {@code scope} claim, already bounded by the issuer's {@code max-scopes}
 * @param claims every claim of the token, immutable
 * @param expiresAt the {@code exp} claim
 */
public record VerifiedToken(
        String issuer,
        String subject,
        String clientId,
        ScopeSet scopes,
        Map<String, Object> claims,
        Instant expiresAt) {

    private static final String KEY = VerifiedToken.class.getName();

    /**
     * Copies the claims.
     */
    public VerifiedToken {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(expiresAt, "expiresAt");
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /**
     * The token that authenticated a request, or that authenticated the batch or transaction it is an entry of.
     *
     * @param request the request that HAPI is processing
     * @return the token; empty where the request is not authenticated, so that enforcement has to refuse it
     */
    public static Optional<VerifiedToken> of(RequestDetails request) {
        return request.getUserData().get(KEY) instanceof VerifiedToken token ? Optional.of(token) : Optional.empty();
    }

    /**
     * Leaves this token with a request, where {@link #of(RequestDetails)} finds it.
     *
     * @param request the request that this token authenticates
     */
    public void attachTo(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    /**
     * Says whose token it is, without the claims: they may name a patient.
     */
    @Override
    public String toString() {
        return "VerifiedToken[issuer=" + issuer + ", clientId=" + clientId + ", expiresAt=" + expiresAt + "]";
    }
}
