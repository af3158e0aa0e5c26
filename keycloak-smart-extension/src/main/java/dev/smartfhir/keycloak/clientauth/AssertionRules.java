package dev.smartfhir.keycloak.clientauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * The rules that a client assertion must meet before its signature is looked at, one method each, in the order of the
 * specification (AUT-12 to AUT-18, AUT-23).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART App Launch 2.2,
 *      authenticating to the token endpoint</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523.html#section-3">RFC 7523, section 3</a>
 */
final class AssertionRules {

    /** Seconds that {@code exp} may lie ahead (AUT-17). */
    static final long LONGEST_LIFE = 300;

    /** Seconds by which two clocks may differ. */
    static final long SKEW = 10;

    static final int LONGEST_JTI = 255;

    private static final List<Rule> IN_ORDER = List.of(
            AssertionRules::typIsJwt, AssertionRules::nothingCritical, AssertionRules::kidIsThere,
            AssertionRules::jkuIsTheRegisteredUrl, AssertionRules::issuerAndSubjectAreTheClient,
            AssertionRules::audienceIsThisServer, AssertionRules::expiresSoon, AssertionRules::notFromTheFuture,
            AssertionRules::jtiIsThere);

    private AssertionRules() {
    }

    /**
     * What an assertion is held against.
     *
     * @param clientId the client that the request names
     * @param audiences the URLs of this server that an assertion may be made for
     * @param jwksUrl the client's registered JWKS URL, or {@code null}
     * @param now seconds since the epoch
     */
    record Expected(String clientId, Set<String> audiences, String jwksUrl, long now) {
    }

    @FunctionalInterface
    private interface Rule {
        void check(ClientAssertion assertion, Expected expected) throws InvalidClient;
    }

    /** @throws InvalidClient naming the first rule that is broken */
    static void check(ClientAssertion assertion, Expected expected) throws InvalidClient {
        for (Rule rule : IN_ORDER) {
            rule.check(assertion, expected);
        }
    }

    private static void typIsJwt(ClientAssertion assertion, Expected expected) throws InvalidClient {
        require("JWT".equalsIgnoreCase(assertion.header("typ")), "The header typ must be JWT");
    }

    private static void nothingCritical(ClientAssertion assertion, Expected expected) throws InvalidClient {
        require(!assertion.header().has("crit"), "The header crit names an extension that is not supported");
    }

    private static void kidIsThere(ClientAssertion assertion, Expected expected) throws InvalidClient {
        String kid = assertion.header("kid");
        require(kid != null && !kid.isEmpty(), "The header kid is required");
    }

    private static void jkuIsTheRegisteredUrl(ClientAssertion assertion, Expected expected) throws InvalidClient {
        if (assertion.header().has("jku")) {
            require(expected.jwksUrl() != null && expected.jwksUrl().equals(assertion.header("jku")),
                    "The header jku is not the JWKS URL registered for this client");
        }
    }

    private static void issuerAndSubjectAreTheClient(ClientAssertion assertion, Expected expected)
            throws InvalidClient {
        require(expected.clientId().equals(assertion.claim("iss")), "The claim iss must be the client_id");
        require(expected.clientId().equals(assertion.claim("sub")), "The claim sub must be the client_id");
    }

    private static void audienceIsThisServer(ClientAssertion assertion, Expected expected) throws InvalidClient {
        JsonNode aud = assertion.claims().get("aud");
        JsonNode only = aud != null && aud.isArray() && aud.size() == 1 ? aud.get(0) : aud;
        require(only != null && only.isTextual() && expected.audiences().contains(only.textValue()),
                "The claim aud must be this server's token URL, and nothing else");
    }

    private static void expiresSoon(ClientAssertion assertion, Expected expected) throws InvalidClient {
        JsonNode exp = assertion.claims().get("exp");
        require(isSeconds(exp), "The claim exp must be an integer number of seconds");
        require(exp.longValue() + SKEW > expected.now(), "The client assertion has expired");
        require(exp.longValue() - SKEW <= expected.now() + LONGEST_LIFE,
                "The claim exp is more than five minutes ahead");
    }

    private static void notFromTheFuture(ClientAssertion assertion, Expected expected) throws InvalidClient {
        for (String name : List.of("nbf", "iat")) {
            JsonNode time = assertion.claims().get(name);
            require(time == null || time.isNumber() && time.doubleValue() <= expected.now() + SKEW,
                    "The claim " + name + " is in the future, or no number");
        }
    }

    private static void jtiIsThere(ClientAssertion assertion, Expected expected) throws InvalidClient {
        String jti = assertion.claim("jti");
        require(jti != null && !jti.isBlank(), "The claim jti is required");
        require(jti.length() <= LONGEST_JTI, "The claim jti is longer than " + LONGEST_JTI + " characters");
    }

    private static boolean isSeconds(JsonNode node) {
        return node != null && node.isIntegralNumber() && node.canConvertToLong()
                && node.longValue() >= 0 && node.longValue() < Integer.MAX_VALUE * 2L;
    }

    private static void require(boolean holds, String rule) throws InvalidClient {
        if (!holds) {
            throw new InvalidClient(rule);
        }
    }
}
