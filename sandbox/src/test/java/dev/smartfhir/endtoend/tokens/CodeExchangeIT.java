package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of a code: what it must hold, and what comes back (SEC-04, TOK-01 to TOK-24, ID-01 to ID-10). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeExchangeIT {

    private static final String SCOPE = "openid fhirUser launch/patient patient/Observation.rs user/Patient.r";
    private static final String[] CEILINGS =
            {"fhirUser", "launch/patient", "patient/*.rs", "user/*.rs", "offline_access", "online_access"};

    private final Servers servers;
    private Person patient;
    private TestApp app;
    private AppRequest request;
    private HttpAnswer redirect;

    CodeExchangeIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void makeAUser() {
        patient = Person.create(servers, "Patient/pat-1");
    }

    @BeforeEach
    void obtainACode() {
        app = TestApp.publicApp(servers, CEILINGS);
        request = app.request(SCOPE);
        redirect = patient.authorize(app, request).redirect();
    }

    static Stream<Arguments> wrongParameters() {
        return Stream.of(
                Arguments.of("code", null, "invalid_request"),
                Arguments.of("code", "", "invalid_grant"),
                Arguments.of("code", "nonsense", "invalid_grant"),
                Arguments.of("code", "a.b.c", "invalid_grant"),
                Arguments.of("code_verifier", null, "invalid_grant"),
                Arguments.of("code_verifier", "", "invalid_grant"),
                Arguments.of("code_verifier", "x".repeat(43), "invalid_grant"),
                Arguments.of("code_verifier", "short", "invalid_grant"),
                Arguments.of("redirect_uri", null, "invalid_grant"),
                Arguments.of("redirect_uri", "", "invalid_grant"),
                Arguments.of("redirect_uri", TestApp.REDIRECT + "/", "invalid_grant"),
                Arguments.of("redirect_uri", TestApp.REDIRECT + "?session_state=x", "invalid_grant"),
                Arguments.of("redirect_uri", "http://localhost:9/elsewhere", "invalid_grant"),
                Arguments.of("resource", "https://other.example.org/fhir", "invalid_target"));
    }

    @ParameterizedTest
    @MethodSource("wrongParameters")
    void refusesAWrongOrMissingParameter(String name, String value, String error) {
        Map<String, String> form = form();
        if (value == null) {
            form.remove(name);
        } else {
            form.put(name, value);
        }
        HttpAnswer answer = app.token(form);

        assertRefused(answer, 400, error);
        assertNotCached(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code_verifier", "redirect_uri"})
    void aCodeIsSpentByAWrongExchange(String name) {
        Map<String, String> wrong = form();
        wrong.put(name, "http://localhost:9/x".repeat(3));
        assertRefused(app.token(wrong), 400, "invalid_grant");

        assertRefused(app.exchange(redirect, request), 400, "invalid_grant");
    }

    @Test
    void aRepeatedParameterIsRefused() {
        String twice = "grant_type=authorization_code&client_id=" + app.clientId() + "&code="
                + Browser.parameter(redirect, "code") + "&code=" + Browser.parameter(redirect, "code")
                + "&redirect_uri=" + Browser.encode(TestApp.REDIRECT) + "&code_verifier=" + request.verifier();
        assertRefused(new Http().send("POST", servers.tokenEndpoint(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"), twice), 400, "invalid_request");
    }

    @Test
    void anotherClientsCodeIsRefusedAndStaysGoodForItsOwn() {
        TestApp thief = TestApp.publicApp(servers, CEILINGS);

        assertRefused(thief.token(form()), 400, "invalid_grant");
        assertThat(app.exchange(redirect, request).status()).isEqualTo(200);
    }

    @Test
    void aConfidentialClientsCodeIsRefusedWithoutItsCredentials() {
        TestApp confidential = TestApp.withSecret(servers, CEILINGS);
        AppRequest asked = confidential.request(SCOPE);
        HttpAnswer back = patient.authorize(confidential, asked).redirect();
        Map<String, String> form = form(back, asked);
        form.put("client_id", confidential.clientId());

        assertRefused(new Http().post(servers.tokenEndpoint(), form), 401,
                "invalid_client");
    }

    @Test
    void aCodeWorksOnce() {
        HttpAnswer first = app.exchange(redirect, request);
        assertThat(first.status()).isEqualTo(200);

        assertRefused(app.exchange(redirect, request), 400, "invalid_grant");
    }

    @Test
    void aPublicAppGetsItsContextAtTheTopLevelAndInTheToken() {
        HttpAnswer answer = app.exchange(redirect, request);

        assertGranted(answer, SCOPE.split(" "));
        assertNotCached(answer);
        Map<String, Object> token = claims(answer);
        assertThat(answer.text("patient")).isEqualTo("pat-1");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(1, 3600);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(token).containsEntry("patient", "pat-1").containsEntry("client_id", app.clientId())
                .containsEntry("azp", app.clientId()).containsEntry("aud", servers.fhirBase().toString())
                .containsEntry("fhirUser", servers.fhirBase() + "/Patient/pat-1")
                .containsEntry("scope", answer.text("scope"));
        assertThat(token.get("sub")).asString().isNotBlank();
        assertThat(answer.body()).doesNotContain("smart-grant", "smart_grant");
    }

    @Test
    void theIdTokenNamesTheUserAndIsSignedWithRs256() throws Exception {
        HttpAnswer answer = app.exchange(redirect, request);

        SignedJWT idToken = SignedJWT.parse(answer.text("id_token"));
        assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(idToken.getJWTClaimsSet().getStringClaim("fhirUser"))
                .isEqualTo(servers.fhirBase() + "/Patient/pat-1");
        assertThat(idToken.getJWTClaimsSet().getAudience()).containsExactly(app.clientId());
        assertThat(idToken.getJWTClaimsSet().getIssuer()).isEqualTo(servers.issuer().toString());
        assertThat(idToken.getJWTClaimsSet().getSubject()).isEqualTo(claims(answer).get("sub"));
        assertThat(idToken.getJWTClaimsSet().getClaim("patient")).isNull();
    }

    @Test
    void confidentialAppsOfBothKindsGetTheSame() {
        for (TestApp confidential : List.of(TestApp.withSecret(servers, CEILINGS),
                TestApp.withKey(servers, CEILINGS))) {
            HttpAnswer answer = patient.authorize(confidential, SCOPE + " offline_access").exchange();

            assertGranted(answer, (SCOPE + " offline_access").split(" "));
            assertThat(answer.text("patient")).isEqualTo("pat-1");
            assertThat(answer.text("refresh_token")).isNotBlank();
        }
    }

    @Test
    void withoutOpenidThereIsNoIdTokenAndWithoutIdentityNoFhirUser() {
        HttpAnswer answer = patient.authorize(app, "patient/Observation.rs").exchange();

        assertGranted(answer, "patient/Observation.rs");
        assertThat(answer.json().has("id_token")).isFalse();
        assertThat(claims(answer)).doesNotContainKey("fhirUser").containsEntry("patient", "pat-1");
    }

    @Test
    void aLoginForOpenidAloneIsNotAboutFhir() {
        HttpAnswer answer = patient.authorize(app, "openid").exchange();

        assertGranted(answer, "openid");
        assertThat(answer.json().has("id_token")).isTrue();
        assertThat(answer.json().has("patient")).isFalse();
    }

    @Test
    void aCeilingThatIsTakenAwayBeforeTheExchangeIsGone() {
        servers.clients().removeOptional(app.id(), "user/*.rs");
        servers.clients().removeOptional(app.id(), "fhirUser");

        assertGranted(app.exchange(redirect, request), "openid", "launch/patient", "patient/Observation.rs");
    }

    @Test
    void aUserWhoIsAnotherPatientByNowGetsNothing() {
        Person other = Person.create(servers, "Patient/pat-1");
        Person.Authorization authorized = other.authorize(app, SCOPE);
        other.attributes().put("fhirUser", "Patient/pat-2");

        assertRefused(authorized.exchange(), 400, "invalid_grant");
    }

    private Map<String, String> form() {
        return form(redirect, request);
    }

    private static Map<String, String> form(HttpAnswer back, AppRequest asked) {
        return new HashMap<>(Map.of("grant_type", "authorization_code",
                "code", Browser.parameter(back, "code"), "redirect_uri", TestApp.REDIRECT,
                "code_verifier", asked.verifier()));
    }

    private static void assertNotCached(HttpAnswer answer) {
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    }
}
