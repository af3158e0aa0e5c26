package dev.smartfhir.hapi.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.RestfulServer;
import dev.smartfhir.hapi.SmartInterceptor;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateFilterTest {

    private static IssuerStub issuer;
    private static TestServer closed;
    private static TestServer opened;
    private static TestServer bereft;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(Minting.rsa("k"));
        closed = TestServer.enforcing(issuer);
        opened = TestServer.enforcing(issuer,
                "smart.open-paths=/control/jobs,/public/*,/fhir/api-docs,/");
        bereft = TestServer.enforcing(issuer);
        assertThat(RawHttp.get(bereft.port(), "/fhir/metadata").status()).isEqualTo(200);
        bereft.context().getBean(RestfulServer.class).getInterceptorService()
                .unregisterInterceptor(bereft.context().getBean(SmartInterceptor.class));
    }

    @AfterAll
    static void stop() {
        closed.close();
        opened.close();
        bereft.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/control/jobs", "/control/jobs?pageStart=0", "/mcp/messages", "/tester", "/favicon.ico", "/actuator",
        "/actuator/env", "/actuator/heapdump", "/actuator/health/db", "/actuator/Health", "/nothing", "/error",
        "/fhir/swagger-ui/", "/fhir/swagger-ui/index.html", "/fhir/api-docs", "/fhir/API-DOCS", "/fhir/T1/api-docs",
        "/fhirx/metadata", "/FHIR/metadata"
    })
    void keepsEverythingBesideFhirClosed(String target) {
        RawHttp.Answer answer = RawHttp.get(closed.port(), target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("OperationOutcome").doesNotContain("side door");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/fhir/metadata", "/fhir/.well-known/smart-configuration", "/fhir/Patient/1", "/fhir/api-docs"
    })
    void letsNoCacheKeepAnAnswerBelowTheFhirBase(String target) {
        assertThat(RawHttp.get(closed.port(), target).headers("Cache-Control")).containsExactly("no-store");
        assertThat(RawHttp.get(bereft.port(), target).headers("Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void leavesTheHealthChecksOpen(String target) {
        assertThat(RawHttp.get(closed.port(), target).body()).contains("side door");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"})
    void keepsThemClosedToEveryMethod(String method) {
        assertThat(RawHttp.send(closed.port(), method, "/control/jobs", "Content-Length: 0").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/actuator/health/../env", "/actuator/health/%2e%2e/env", "/actuator/health/..;/env",
        "/actuator/health;/../env",
        "/actuator/health/..%2fenv", "/actuator/health%2f..%2fenv", "/actuator//health", "//actuator/health",
        "/actuator/./health", "/actuator/health;x=1", "/actuator;/health", "/%61ctuator/env", "/actuator/%68ealth/db",
        "/fhir/../control/jobs", "/fhir/..;/control/jobs", "/fhir/%2e%2e/control/jobs", "/fhir;/../control/jobs",
        "/actuator/env/../health", "/actuator/env/..;/health", "/actuator/env/%2e%2e/health", "/actuator/health/",
        "/actuator/health%00", "/actuator/health%20", "/actuator/health\\..\\env",
        "/fhir/%61pi-docs", "/fhir/./api-docs",
        "/fhir//api-docs", "/fhir/api-docs;x", "/fhir/x/../api-docs", "/./control/jobs", "/%2e/control/jobs"
    })
    void isNotOpenedByTricksWithThePath(String target) {
        RawHttp.Answer answer = RawHttp.get(closed.port(), target);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("side door").doesNotContain("description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/control/jobs", "/public/a/b", "/public", "/public/a%20b", "/"})
    void opensWhatTheOperatorOpens(String target) {
        assertThat(RawHttp.get(opened.port(), target).body()).contains("side door");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/control/jobs/1", "/control", "/control/jobs/", "/Control/jobs", "/publicx", "/public/../control/x",
        "/public/..;/control/x", "/public/%2e%2e/control/x", "/public/..%2fcontrol/x", "/control/x/../../public/y",
        "/control/x/..;/..;/public/y", "/mcp/messages", "/public/%2e%2e%2fcontrol", "/public//x", "/public/a;b",
        "/public/%252e%252e/control/x", "/public/..\\control", "/public/a%5c..%5cb", "/public/a%0ab"
    })
    void opensNothingElseWithIt(String target) {
        RawHttp.Answer answer = RawHttp.get(opened.port(), target);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("side door");
    }

    @Test
    void opensTheApiDescriptionWithoutATokenButNothingBehindIt() {
        assertThat(RawHttp.get(opened.port(), "/fhir/api-docs").body()).isEqualTo("description");
        assertThat(RawHttp.get(opened.port(), "/fhir/swagger-ui/").status()).isEqualTo(404);
        assertThat(RawHttp.get(opened.port(), "/fhir/api-docs/../Patient").status()).isEqualTo(401);
        assertThat(RawHttp.get(opened.port(), "/fhir/Patient/api-docs").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, /fhir/metadata", "GET, /fhir/Patient", "POST, /fhir/Patient", "POST, /fhir", "OPTIONS, /fhir",
        "GET, /fhir/.well-known/smart-configuration", "GET, /fhir/api-docs"})
    void closesFhirAgainWhenTheInterceptorHasBeenTakenAway(String method, String target) {
        RawHttp.Answer answer = RawHttp.send(bereft.port(), method, target, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.body()).contains("OperationOutcome").contains("enforcement-not-live");
    }
}
