package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.smartfhir.testapp.TestServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of each answer: a good token, 401 where the token is at fault, 503 where the issuer is. */
class IntrospectionAnswersTest {

    private static final String OPAQUE = "an-opaque~token+/==";
    private static final String JSON = "application/json";

    private final Introspecting server = new Introspecting();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theAnswersMembersAreTheTokensClaims() {
        Map<String, Object> answer = server.active();
        answer.put("fhirUser", "https://fhir.example.org/fhir/Practitioner/1");
        answer.put("need_patient_banner", true);
        answer.put("fhirContext", List.of(Map.of("reference", "Claim/1")));
        server.answers(answer);

        VerifiedToken token = server.verify(OPAQUE);

        assertThat(token.issuer()).isEqualTo(server.issuer.issuer());
        assertThat(token.clientId()).isEqualTo("app");
        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.scopes().toString()).isEqualTo("patient/Patient.rs");
        assertThat(token.expiresAt()).isEqualTo(server.clock.instant().plusSeconds(300));
        answer.remove("active");
        assertThat(token.claims()).containsExactlyInAnyOrderEntriesOf(answer);
    }

    static Stream<Arguments> good() {
        return Stream.of(
                good("no iss", answer -> answer.remove("iss")),
                good("Keycloak's own typ beside token_type", answer -> answer.put("typ", "Bearer")),
                good("Keycloak's own typ alone", answer -> {
                    answer.remove("token_type");
                    answer.put("typ", "Bearer");
                }),
                good("token_type in another case", answer -> answer.put("token_type", "bearer")),
                good("token_use of Hydra", answer -> answer.put("token_use", "access_token")),
                good("several audiences", answer -> answer.put("aud", List.of("account", TestServer.FHIR_BASE))),
                good("azp in place of client_id", answer -> {
                    answer.remove("client_id");
                    answer.put("azp", "app");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void acceptsWhatIsAnAccessTokenForThisServer(String what, Consumer<Map<String, Object>> change) {
        Map<String, Object> answer = server.active();
        change.accept(answer);
        server.answers(answer);

        assertThat(server.verify(OPAQUE).clientId()).isEqualTo("app");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("inactive", "active", false),
                refused("another issuer", "iss", "https://evil.example.org"),
                refused("issuer with a slash more", "iss", "x/"),
                refused("no audience", "aud", null),
                refused("another audience", "aud", "https://other.example.org/fhir"),
                refused("an audience below", "aud", TestServer.FHIR_BASE + "/Patient"),
                refused("no exp", "exp", null),
                refused("exp in the past", "exp", 1_000_000_000L),
                refused("nbf in the future", "nbf", 4_000_000_000L),
                refused("iat in the future", "iat", 4_000_000_000L),
                refused("no client", "client_id", null),
                refused("client that is no text", "client_id", 7),
                refused("no type at all", "token_type", null),
                refused("a refresh token of Keycloak", "typ", "Refresh"),
                refused("an offline token of Keycloak", "typ", "Offline"),
                refused("an ID token of Keycloak", "typ", "ID"),
                refused("a logout token of Keycloak", "typ", "Logout"),
                refused("type that is no text", "typ", List.of("Bearer")),
                refused("token_type of a refresh token", "token_type", "refresh_token"),
                refused("token_type DPoP", "token_type", "DPoP"),
                refused("token_type N_A of a token exchange", "token_type", "N_A"),
                refused("token_type that is no text", "token_type", 1),
                refused("token_use of a refresh token of Hydra", "token_use", "refresh_token"),
                refused("token_use id", "token_use", "id"),
                refused("hash of an ID token", "at_hash", "abc"),
                refused("nonce of an ID token", "nonce", "abc"),
                refused("events of a logout token", "events", Map.of()),
                refused("bound to a key", "cnf", Map.of("jkt", "abc")),
                refused("bound to a certificate", "cnf", Map.of("x5t#S256", "abc")),
                refused("bound to nothing", "cnf", Map.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void blamesTheTokenWhereTheAnswerSaysThatItIsNoGoodAccessToken(String what, String member, Object value) {
        Map<String, Object> answer = server.active();
        answer.put(member, value);
        answer.values().removeIf(java.util.Objects::isNull);
        server.answers(answer);

        assertThat(server.refusal(OPAQUE)).isEqualTo(401);
        assertThat(server.refusal(server.jwt())).isEqualTo(401);
    }

    static Stream<Arguments> broken() {
        String good = "{\"active\":true,\"exp\":4000000000,\"aud\":\"" + TestServer.FHIR_BASE
                + "\",\"client_id\":\"a\",\"token_type\":\"Bearer\"";
        return Stream.of(
                arguments("active as text", 200, JSON, good.replace("true", "\"true\"") + "}"),
                arguments("active as number", 200, JSON, good.replace("true", "1") + "}"),
                arguments("active null", 200, JSON, good.replace("true", "null") + "}"),
                arguments("no active", 200, JSON, good.replace("active", "Active") + "}"),
                arguments("active twice", 200, JSON, good + ",\"active\":true}"),
                arguments("aud twice", 200, JSON, good + ",\"aud\":\"x\"}"),
                arguments("no JSON", 200, JSON, "active"),
                arguments("cut off", 200, JSON, good),
                arguments("text after it", 200, JSON, good + "} {\"active\":false}"),
                arguments("a list", 200, JSON, "[" + good + "}]"),
                arguments("nothing", 200, JSON, ""),
                arguments("the number 1", 200, JSON, "1"),
                arguments("exp as text", 200, JSON, good.replace("4000000000", "\"4000000000\"") + "}"),
                arguments("exp with a fraction", 200, JSON, good.replace("4000000000", "4000000000.5") + "}"),
                arguments("exp in exponents", 200, JSON, good.replace("4000000000", "4e9") + "}"),
                arguments("exp negative", 200, JSON, good.replace("4000000000", "-1") + "}"),
                arguments("exp in milliseconds", 200, JSON, good.replace("4000000000", "4000000000000") + "}"),
                arguments("exp beyond a long", 200, JSON, good.replace("4000000000", "9".repeat(30)) + "}"),
                arguments("exp null", 200, JSON, good.replace("4000000000", "null") + "}"),
                arguments("sub that is no text", 200, JSON, good + ",\"sub\":{}}"),
                arguments("aud that is no text", 200, JSON, good.replace("\"aud\":\"", "\"aud\":[{}],\"x\":\"") + "}"),
                arguments("nested too deep", 200, JSON, "[".repeat(100_000)),
                arguments("a signed answer", 200, "application/token-introspection+jwt", "e30.e30.AAAA"),
                arguments("a page", 200, "text/html", good + "}"),
                arguments("no content type", 200, "", good + "}"),
                arguments("a JSON of another kind", 200, "application/problem+json", good + "}"),
                arguments("201", 201, JSON, good + "}"),
                arguments("204", 204, JSON, ""),
                arguments("a redirect", 302, JSON, good + "}"),
                arguments("400", 400, JSON, "{\"error\":\"invalid_request\"}"),
                arguments("401", 401, JSON, good + "}"),
                arguments("403", 403, JSON, good + "}"),
                arguments("404", 404, JSON, good + "}"),
                arguments("405", 405, JSON, good + "}"),
                arguments("429", 429, JSON, good + "}"),
                arguments("500", 500, JSON, good + "}"),
                arguments("503", 503, JSON, good + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void blamesTheIssuerForAnAnswerThatIsNone(String what, int status, String type, String body) {
        server.answers(status, type, body);

        assertThat(server.refusal(OPAQUE)).isEqualTo(503);
        assertThat(server.tokens.remembered()).isZero();
    }

    @Test
    void untypedAnswersAreGoodWhereTheOperatorSaysSoAndNothingSpeaksAgainstThem() {
        try (Introspecting lenient = new Introspecting("smart.issuers[0].accept-untyped-tokens=true")) {
            Map<String, Object> answer = lenient.active();
            answer.remove("token_type");
            lenient.answers(answer);
            assertThat(lenient.verify("one").clientId()).isEqualTo("app");

            answer.put("nonce", "n");
            lenient.answers(answer);
            assertThat(lenient.refusal("two")).isEqualTo(401);
        }
    }

    @Test
    void theIssuersBoundLimitsWhatTheAnswerGrants() {
        try (Introspecting bounded = new Introspecting("smart.issuers[0].max-scopes=patient/Patient.r")) {
            assertThat(bounded.verify(OPAQUE).scopes().toString()).isEqualTo("patient/Patient.r");
        }
    }

    private static Arguments good(String what, Consumer<Map<String, Object>> change) {
        return arguments(what, change);
    }

    private static Arguments refused(String what, String member, Object value) {
        return arguments(what, member, value);
    }
}
