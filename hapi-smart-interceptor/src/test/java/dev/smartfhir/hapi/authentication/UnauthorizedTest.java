package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnauthorizedTest {

    private static final RSAKey KEY = Minting.rsa("k1");
    private static IssuerStub issuer;
    private static TestServer server;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(KEY);
        server = TestServer.enforcing(issuer, "server.max-http-request-header-size=64KB",
                "smart.issuers[0].algorithms=RS256,RS384,ES384");
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        server.recorder().forget();
    }

    static Stream<Arguments> refused() {
        return new RefusedTokens(KEY, issuer.issuer()).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesABadTokenAsInvalidToken(String what, String token) {
        RawHttp.Answer answer = get("Authorization: Bearer " + token);

        assertRefused(answer);
        assertThat(answer.headers("WWW-Authenticate")).singleElement().asString()
                .matches("Bearer realm=\"fhir\", error=\"invalid_token\", error_description=\"[ -!#-\\[\\]-~]+\"");
        assertThat(answer.body()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "X-Nothing: x", "Authorization: Basic YTpi", "Authorization: BearerX abc", "Authorization: DPoP abc",
        "Authorization: ", "X-Authorization: Bearer abc", "Cookie: access_token=abc"
    })
    void answersTheBareChallengeWhereNoBearerTokenIsGiven(String header) {
        RawHttp.Answer answer = get(header);

        assertRefused(answer);
        assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"fhir\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer \"abc\"", "Bearer a=b", "bearer ä"
    })
    void refusesAMalformedBearerHeader(String value) {
        RawHttp.Answer answer = get("Authorization: " + value);

        assertRefused(answer);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    }

    @Test
    void refusesTwoAuthorizationHeadersAlthoughBothAreGood() {
        String header = "Authorization: Bearer " + good();

        RawHttp.Answer answer = RawHttp.get(server.port(), "/fhir/Patient", header, header);

        assertRefused(answer);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    }

    @Test
    void takesNoTokenFromTheQuery() {
        RawHttp.Answer answer = RawHttp.get(server.port(), "/fhir/Patient?access_token=" + good());

        assertRefused(answer);
        assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"fhir\"");
    }

    @Test
    void takesNoTokenFromAForm() {
        String body = "access_token=" + good();
        RawHttp.Answer answer = RawHttp.send(server.port(), "POST", "/fhir/Patient/_search",
                "Content-Type: application/x-www-form-urlencoded", "Content-Length: " + body.length(), "", body);

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/fhir", "/fhir/", "/fhir/Patient/1", "/fhir/Patient/1/_history", "/fhir/_history", "/fhir/Nothing",
        "/fhir/$export", "/fhir/metadata/1", "/fhir/Patient/metadata", "/fhir/metadata/../Patient",
        "/fhir/Patient/../metadata/../Patient/1", "/fhir/metadata;x/../Patient", "/fhir/%6detadata/x",
        "/fhir/.well-known/smart-configuration/", "/fhir/.well-known/openid-configuration"
    })
    void needsATokenForEveryPathButTheOpenOnes(String path) {
        RawHttp.Answer answer = RawHttp.get(server.port(), path);

        assertThat(answer.status()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain("Bundle");
        assertThat(server.recorder().token()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "HEAD", "GET"})
    void needsATokenForEveryMethod(String method) {
        RawHttp.Answer answer = RawHttp.send(server.port(), method, "/fhir/Patient/1", "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"fhir\"");
    }

    @Test
    void letsAPageReadTheChallengeWhereTheOperatorAllowsItsOrigin() {
        RawHttp.Answer answer = get("Origin: https://app.example.org");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isPresent();
        assertThat(String.join(",", answer.headers("Access-Control-Expose-Headers")))
                .contains("Location").contains("WWW-Authenticate");
    }

    private static RawHttp.Answer get(String header) {
        return RawHttp.get(server.port(), "/fhir/Patient", header);
    }

    private static String good() {
        return Minting.sign(KEY, JWSAlgorithm.RS256, Minting.claims(issuer.issuer()).build());
    }

    private static void assertRefused(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(server.recorder().passed()).isFalse();
        OperationOutcome outcome = FhirContext.forR4Cached().newJsonParser()
                .parseResource(OperationOutcome.class, answer.body());
        assertThat(outcome.getIssue()).hasSize(1);
        assertThat(outcome.getIssueFirstRep().getDetails().getText()).isNotBlank();
        assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode()).isNotBlank();
    }
}
