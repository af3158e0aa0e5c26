package dev.smartfhir.hapi.authentication;

import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.hapi.authentication.introspection.IntrospectionValidation;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.text.ParseException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a token to its issuer's way of validation: a JWT to the issuer that it names, a token that names none to the
 * one issuer that is asked about tokens. Where several are, such a token is refused: asking each of them would show it
 * to those that it is not of.
 */
public final class TokenVerifier implements AutoCloseable {

    /** One answer for all that is found before it is known that an issuer vouches for the token. */
    public static final String NOT_TRUSTED =
            "The access token is malformed, or not signed by an issuer that is trusted here.";

    private static final String NOBODYS =
            "The access token is opaque, and several authorization servers of this server issue such tokens.";

    private final Map<String, TokenValidation> issuers = new LinkedHashMap<>();
    private final List<TokenValidation> introspecting;

    /**
     * Prepares the validation of each configured issuer, without a request to any of them.
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
        for (int i = 0; i < properties.issuers().size(); i++) {
            IssuerProperties issuer = properties.issuers().get(i);
            IssuerSignatures signatures = new IssuerSignatures(issuer, secureUrl, fetch, listener);
            issuers.put(issuer.issuer(), issuer.introspection().isEmpty()
                    ? new JwtValidation(issuer, rules, signatures, clock)
                    : IntrospectionValidation.of("smart.issuers[" + i + "].introspection", issuer, rules, signatures,
                            new IssuerMetadata(issuer, secureUrl, fetch), fetch, properties.tokenCacheSize(), clock,
                            listener));
        }
        this.introspecting = properties.issuers().stream().filter(issuer -> issuer.introspection().isPresent())
                .map(issuer -> issuers.get(issuer.issuer())).toList();
    }

    /**
     * Validates a token.
     *
     * @param token the token as sent
     * @return the token, and until when that counts
     * @throws Unauthorized where it is not good
     * @throws AuthorizationServerUnavailable where its issuer has to be asked and cannot be
     */
    Validated verify(String token) {
        return CompactJwt.isOne(token) ? ofItsIssuer(token) : opaque(token);
    }

    /** Takes note that a validation was of use again. */
    void reused(VerifiedToken token) {
        issuers.get(token.issuer()).reused();
    }

    private Validated ofItsIssuer(String token) {
        SignedJWT parsed;
        String issuer;
        try {
            parsed = SignedJWT.parse(token);
            issuer = parsed.getJWTClaimsSet().getIssuer();
        } catch (ParseException | RuntimeException e) {
            throw Unauthorized.invalidToken(NOT_TRUSTED);
        }
        return Optional.ofNullable(issuer).map(issuers::get)
                .orElseThrow(() -> Unauthorized.invalidToken(NOT_TRUSTED)).validate(parsed);
    }

    private Validated opaque(String token) {
        if (introspecting.size() > 1) {
            throw Unauthorized.invalidToken(NOBODYS);
        }
        return introspecting.stream().findFirst()
                .orElseThrow(() -> Unauthorized.invalidToken(NOT_TRUSTED)).validateOpaque(token);
    }

    /**
     * Ends the background refresh of all keys.
     */
    @Override
    public void close() {
        issuers.values().forEach(TokenValidation::close);
    }
}
