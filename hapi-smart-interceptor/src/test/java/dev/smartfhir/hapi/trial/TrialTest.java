package dev.smartfhir.hapi.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.Decision.Verdict;
import dev.smartfhir.testapp.DecisionRecorder;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {

    private static final RSAKey KEY = Minting.rsa("k");
    private static final RSAKey STRANGE = Minting.rsa("k");
    private static IssuerStub issuer;
    private static TestServer server;
    private static DecisionRecorder decisions;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(KEY);
        server = onTrialUntil(Instant.now().plus(1, ChronoUnit.HOURS));
        decisions = server.context().getBean(DecisionRecorder.class);
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        decisions.forget();
    }

    private static TestServer onTrialUntil(Instant end) {
        return TestServer.enforcing(issuer, "smart.mode=report-only", "smart.report-only-until=" + end,
                "hapi.fhir.custom-bean-packages=dev.smartfhir.hapi,dev.smartfhir.testapp.listening");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-,                 token-required,  200",
        "strange,           invalid_token,   200",
        "system/Claim.r,    interaction,     200",
        "'',                interaction,     200",
        "patient/Patient.s, interaction,     200"
    })
    void letsPassWhatItWouldHaveRefusedAndReportsIt(String scopes, String rule, int status) {
        RawHttp.Answer answer = search(scopes);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        Decision decision = decisions.one();
        assertThat(decision.verdict()).isEqualTo(Verdict.REPORTED);
        assertThat(decision.rule()).contains(rule);
        assertThat(decision.status()).isEqualTo(status);
        assertThat(decision.interaction()).isEqualTo("search-type");
    }

    @Test
    void reportsNothingOfWhatItWouldHaveAllowed() {
        assertThat(search("system/Patient.s").status()).isEqualTo(200);

        assertThat(decisions.one().verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void claimsNoSmartSecurityMeanwhile() {
        RawHttp.Answer discovery = RawHttp.get(server.port(), "/fhir/.well-known/smart-configuration");
        assertThat(discovery.status()).isEqualTo(503);
        assertThat(discovery.body()).contains("report-only").doesNotContain("token_endpoint");

        String statement = RawHttp.get(server.port(), "/fhir/metadata").body();
        assertThat(statement).contains("REPORT-ONLY until ").doesNotContain("SMART-on-FHIR");
        decisions.none();
    }

    @Test
    void keepsTheSideDoorsShut() {
        assertThat(RawHttp.get(server.port(), "/control/jobs").status()).isEqualTo(404);
        assertThat(RawHttp.get(server.port(), "/fhir/swagger-ui/").status()).isEqualTo(404);
    }

    @Test
    void leavesTheErrorsOfTheServerAsTheyAre() {
        RawHttp.Answer answer = RawHttp.get(server.port(), "/fhir/Patient/17");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("HAPI-").doesNotContain("smartfhir.dev");
    }

    @Test
    void enforcesFromItsEndOnWithoutARestart() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(20);
        try (TestServer ending = onTrialUntil(end)) {
            assertThat(RawHttp.get(ending.port(), "/fhir/Patient").status()).isEqualTo(200);
            Thread.sleep(Math.max(0, end.toEpochMilli() - System.currentTimeMillis()));
            assertThat(RawHttp.get(ending.port(), "/fhir/Patient").status()).isEqualTo(401);
            assertThat(RawHttp.get(ending.port(), "/fhir/.well-known/smart-configuration").status()).isEqualTo(200);
            assertThat(RawHttp.get(ending.port(), "/fhir/metadata").body())
                    .contains("SMART-on-FHIR").doesNotContain("REPORT-ONLY");
        }
    }

    private static RawHttp.Answer search(String scopes) {
        if (scopes == null) {
            return RawHttp.get(server.port(), "/fhir/Patient");
        }
        RSAKey key = scopes.equals("strange") ? STRANGE : KEY;
        return RawHttp.get(server.port(), "/fhir/Patient", "Authorization: Bearer " + Minting.sign(
                key, JWSAlgorithm.RS256, Minting.claims(issuer.issuer()).claim("scope", scopes).build()));
    }
}
