package dev.smartfhir.keycloak.authorization.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.grant.Refusal;
import java.util.stream.StreamSupport;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;

/**
 * What a request object of a SMART client must be beside verified: signed, fresh, by this client and for this server.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101.html#section-6">RFC 9101, section 6</a>
 */
final class RequestObjectRules {

    /** Seconds that the clocks of app and server may differ. */
    private static final long SKEW = 30;

    private RequestObjectRules() {
    }

    /**
     * Checks a request object whose signature stock code has verified.
     *
     * @param signed the object as it was sent
     * @param claims its claims
     * @param now seconds since the epoch
     * @throws Refusal {@code invalid_request_object} naming the rule
     */
    static void check(String signed, JsonNode claims, String clientId, String issuer, long now) {
        requireSigned(signed);
        require(clientId.equals(claims.path("client_id").asText()), "its client_id must be this client");
        require(!claims.has("iss") || clientId.equals(claims.path("iss").asText()), "its iss must be this client");
        require(!claims.has("aud") || names(claims.path("aud"), issuer), "its aud must be this authorization server; "
                + "the FHIR server is named by resource");
        require(!claims.has("exp") || claims.path("exp").isNumber() && claims.path("exp").asLong() > now - SKEW,
                "it has expired");
        require(!claims.has("nbf") || claims.path("nbf").isNumber() && claims.path("nbf").asLong() <= now + SKEW,
                "it is not valid yet");
    }

    private static void requireSigned(String signed) {
        require(signed.split("\\.", -1).length == 3, "it must be signed and not encrypted");
        try {
            String algorithm = new JWSInput(signed).getHeader().getRawAlgorithm();
            require(algorithm != null && !algorithm.equalsIgnoreCase("none"), "it must be signed");
        } catch (JWSInputException e) {
            throw refusal("it cannot be read");
        }
    }

    private static boolean names(JsonNode audience, String issuer) {
        return audience.isArray()
                ? StreamSupport.stream(audience.spliterator(), false).anyMatch(one -> issuer.equals(one.asText()))
                : issuer.equals(audience.asText());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw refusal(rule);
        }
    }

    private static Refusal refusal(String rule) {
        return Refusal.of("invalid_request_object", "The request object is refused: " + rule);
    }
}
