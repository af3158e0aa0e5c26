package dev.smartfhir.hapi.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.smartfhir.hapi.decision.Decision.Verdict;
import dev.smartfhir.testapp.DecisionRecorder;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A listener that always throws is asked before the one that records. */
class DecisionsTest {

    private static final RSAKey KEY = Minting.rsa("k");
    private static final RSAKey STRANGE = Minting.rsa("k");
    private static IssuerStub issuer;
    private static TestServer server;
    private static DecisionRecorder decisions;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(KEY);
        server = TestServer.enforcing(issuer,
                "hapi.fhir.custom-bean-packages=dev.smartfhir.hapi,dev.smartfhir.testapp.listening");
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

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "GET,    Patient?name=secret,        system/Patient.rs,              200, search-type, Patient, -, system/Patient.rs",
        "HEAD,   Patient,                    system/Patient.s,               400, unknown, Patient, -, ''",
        "GET,    Patient/17,                 system/*.r user/Patient.r,      404, read, Patient, 17, system/*.r",
        "GET,    Patient/17/_history/2,      patient/*.r system/Patient.rs,  404, vread, Patient, 17, system/Patient.rs",
        "DELETE, Patient/17,                 system/Patient.cruds,           404, delete, Patient, 17, system/Patient.cruds",
        "GET,    Nonsense/17,                system/*.cruds,                 404, unknown, -, -, ''",
        "PUT,    Patient/17/18,              system/*.cruds,                 400, unknown, Patient, 17, ''"
    })
    void tellsOfWhatIsAllowedWithTheScopesThatMeetTheDemands(String method, String path, String scopes, int status,
            String interaction, String type, String id, String meeting) {
        RawHttp.Answer answer = RawHttp.send(server.port(), method, "/fhir/" + path, "Authorization: Bearer " + token(scopes));

        Decision decision = decisions.one();
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(decision.rule()).isEmpty();
        assertThat(decision.status()).isEqualTo(answer.status()).isEqualTo(status);
        assertThat(decision.interaction()).isEqualTo(interaction);
        assertThat(decision.type().orElse(null)).isEqualTo(type);
        assertThat(decision.id().orElse(null)).isEqualTo(id);
        assertThat(decision.scopes().toString()).isEqualTo(meeting);
        assertThat(decision.token().orElseThrow().clientId()).isEqualTo("hospital");
        assertThat(decision.requestId()).isEqualTo(answer.header("X-Request-ID").orElseThrow());
        assertThat(decision.entry()).isEmpty();
        assertThat(decision.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "GET,    Patient,             system/Patient.r,   interaction, search-type, -,  system/Patient.s",
        "GET,    Patient/17,          system/Claim.r,     interaction, read,        17, system/Patient.r",
        "DELETE, Patient?name=secret, system/Patient.d,   conditional, delete,      -,  system/Patient.ds",
        "GET,    Patient?_total=none&general-practitioner.name=x, system/Patient.s, search-through, search-type, -, system/Organization.s system/Patient.s system/Practitioner.s"
    })
    void tellsOfWhatIsRefusedWithTheScopesThatWouldHaveBeenEnough(String method, String path, String scopes,
            String rule, String interaction, String id, String enough) {
        RawHttp.send(server.port(), method, "/fhir/" + path, "Authorization: Bearer " + token(scopes));

        Decision decision = decisions.one();
        assertThat(decision.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(decision.rule()).contains(rule);
        assertThat(decision.status()).isEqualTo(403);
        assertThat(decision.interaction()).isEqualTo(interaction);
        assertThat(decision.type()).contains("Patient");
        assertThat(decision.id().orElse(null)).isEqualTo(id);
        assertThat(decision.scopes().toString()).isEqualTo(enough);
        assertThat(decision.token()).isPresent();
    }

    @Test
    void tellsOfARequestWithoutATokenAndOfOneWithABadOne() {
        RawHttp.get(server.port(), "/fhir/Patient/17?name=secret");
        assertUnauthorized("token-required");

        RawHttp.get(server.port(), "/fhir/Patient/17", "Authorization: Bearer " + Minting.sign(
                STRANGE, JWSAlgorithm.RS256, Minting.claims(issuer.issuer()).build()));
        assertUnauthorized("invalid_token");
    }

    private static void assertUnauthorized(String rule) {
        Decision decision = decisions.one();
        assertThat(decision.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(decision.rule()).contains(rule);
        assertThat(decision.status()).isEqualTo(401);
        assertThat(decision.interaction()).isEqualTo("unknown");
        assertThat(decision.type()).contains("Patient");
        assertThat(decision.id()).contains("17");
        assertThat(decision.scopes().isEmpty()).isTrue();
        assertThat(decision.token()).isEmpty();
    }

    @Test
    void callsWhatARestrictedGrantDoesNotShowNotShownInDecisionsOnly() {
        RawHttp.Answer answer = RawHttp.get(server.port(), "/fhir/Patient/17", "Authorization: Bearer "
                + Minting.sign(KEY, JWSAlgorithm.RS256, Minting.claims(issuer.issuer())
                        .claim("scope", "patient/Patient.r").claim("patient", "18").build()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("not-found").doesNotContain("not-shown");
        Decision decision = decisions.one();
        assertThat(decision.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(decision.rule()).contains("not-shown");
        assertThat(decision.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, /fhir/metadata", "HEAD, /fhir/metadata", "OPTIONS, /fhir/Patient",
        "GET, /fhir/.well-known/smart-configuration", "GET, /fhir/swagger-ui/", "GET, /tester",
        "POST, /fhir/.well-known/smart-configuration"})
    void tellsNothingOfWhatIsOpenOrBesideFhir(String method, String path) {
        RawHttp.send(server.port(), method, path);

        decisions.none();
    }

    @Test
    void tellsOfARequestThatFailsBeforeItIsAuthenticated() {
        RawHttp.Answer answer = RawHttp.get(server.port(), "/fhir/Patient/17/_history/1/2/3/4?name=secret",
                "Authorization: Bearer " + token("system/*.cruds"));

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(decisions.one().status()).isEqualTo(answer.status());
    }

    @Test
    void shortensARequestIdThatTheClientHasMadeTooLong() {
        RawHttp.get(server.port(), "/fhir/Patient", "X-Request-ID: " + "a".repeat(1000));

        assertThat(decisions.one().requestId()).isEqualTo("a".repeat(64));
    }

    private static String token(String scopes) {
        return Minting.sign(KEY, JWSAlgorithm.RS256, Minting.claims(issuer.issuer()).claim("scope", scopes).build());
    }
}
