package dev.smartfhir.endtoend.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that reports what it would refuse and lets everything pass. */
@OnOwnServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportOnlyIT {

    private static final String REPORTED = "verdict=\"reported\"";
    private static final String[] LABELS = {"verdict", "rule", "interaction", "of"};

    private final StubIssuer issuer;
    private final ExtraFhirServer server;
    private final FhirClient fhir;
    private final Counters counters;

    ReportOnlyIT(Servers servers) {
        issuer = servers.secondIssuer();
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        server = builder
                .with(DropInSettings.complete(builder.fhirBase(), issuer.issuer()))
                .with("SMART_MODE", "report-only")
                .with("SMART_REPORT_ONLY_UNTIL", Instant.now().plus(1, ChronoUnit.HOURS).toString())
                .with("SMART_OPEN_PATHS", "/actuator/prometheus")
                .start();
        server.awaitStarted();
        fhir = server.fhir();
        counters = new Counters(server.root());
        put("Patient", "a", "\"active\":true");
        put("Patient", "b", "\"active\":true");
        put("Observation", "ob", "\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"subject\":{\"reference\":\"Patient/b\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = ';', value = {
        "-;                       GET;    /Patient/b;                         -; 200; token-required; read",
        "garbage;                 GET;    /Patient/b;                         -; 200; invalid_token; read",
        "system/Observation.r;    GET;    /Patient/b;                         -; 200; interaction; read",
        "patient/*.r;             GET;    /Observation/ob;                    -; 200; not-shown; read",
        "system/Observation.s;    GET;    /Observation?patient.active=true;   -; 200; search-through; search-type",
        "patient/Observation.s?status=final patient/Observation.s?code=x; GET; /Observation?_summary=count; -; 200; count; "
                + "search-type",
        "system/*.cruds;          GET;    /Patient/b/$meta;                   -; 200; operation; extended-operation-instance",
        "system/*.r;              GET;    /_history;                          -; 200; system-wide; history-system"
    })
    void letsPassWhatItWouldHaveRefusedAndCountsIt(
            String scope, String method, String path, String body, int status, String rule, String interaction) {
        Map<List<String>, Double> before = counters.series("smart_decisions_total", LABELS);

        HttpAnswer answer = fhir.send(method, path, token(scope), body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(counters.risen(before, "smart_decisions_total", LABELS))
                .isEqualTo(Map.of(List.of("reported", rule, interaction, "request"), 1.0));
    }

    @Test
    void judgesAPatchOnceTheAnswerHasLeft() {
        String[] labels = {REPORTED, "rule=\"compartment\"", "interaction=\"patch\""};
        put("Observation", "oa", "\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"subject\":{\"reference\":\"Patient/a\"}");
        double before = counters.sum("smart_decisions_total", labels);

        HttpAnswer answer = fhir.send("PATCH", "/Observation/oa", token("patient/*.cruds"),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/b\"}]",
                Map.of("Content-Type", "application/json-patch+json"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(fhir.get("/Observation/oa", null).json().at("/subject/reference").asText()).isEqualTo("Patient/b");
        assertThat(counters.atLeast(before + 1, "smart_decisions_total", labels)).isEqualTo(before + 1);
    }

    @Test
    void countsTheEntriesOfABatchOneByOne() {
        String[] refused = {REPORTED, "of=\"entry\"", "rule=\"interaction\"", "interaction=\"read\""};
        String[] allowed = {"verdict=\"allowed\"", "of=\"entry\"", "interaction=\"read\""};
        double refusedBefore = counters.sum("smart_decisions_total", refused);
        double allowedBefore = counters.sum("smart_decisions_total", allowed);

        HttpAnswer answer = fhir.send("POST", "", token("system/Patient.r"),
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                        + "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/a\"}},"
                        + "{\"request\":{\"method\":\"GET\",\"url\":\"Observation/ob\"}}]}");

        assertThat(answer.json().at("/entry/1/response/status").asText()).startsWith("200");
        assertThat(counters.atLeast(refusedBefore + 1, "smart_decisions_total", refused)).isEqualTo(refusedBefore + 1);
        assertThat(counters.sum("smart_decisions_total", allowed)).isEqualTo(allowedBefore + 1);
    }

    @Test
    void saysLoudlyThatItDoesNotEnforce() {
        assertThat(server.output()).contains("REPORT-ONLY: THIS FHIR SERVER DOES NOT ENFORCE ACCESS CONTROL");
        assertThat(fhir.get("/metadata", null).json().at("/rest/0/security/description").asText())
                .startsWith("REPORT-ONLY until ");
        assertThat(fhir.get("/metadata", null).json().at("/rest/0/security").toString())
                .doesNotContain("SMART-on-FHIR", "oauth-uris");
        HttpAnswer discovery = fhir.get("/.well-known/smart-configuration", null);
        assertThat(discovery.status()).isEqualTo(503);
        assertThat(discovery.json().at("/issue/0/details/coding/0/code").asText()).isEqualTo("report-only");
    }

    @Test
    void writesOneLineOnEachKindOfRefusalWithoutPatientTokenOrQuery() {
        String token = token("system/Encounter.r");
        for (int i = 0; i < 3; i++) {
            fhir.get("/CarePlan?subject=Patient/secret-id", token);
        }
        counters.atLeast(1, "smart_decisions_total", REPORTED, "interaction=\"search-type\"");

        assertThat(server.output().lines().filter(line -> line.contains("type CarePlan"))).hasSize(1)
                .allMatch(line -> line.contains("REPORT-ONLY: would have refused, rule interaction, interaction"
                        + " search-type, type CarePlan, client") && line.endsWith("enough: patient/CarePlan.s"));
        assertThat(server.output()).doesNotContain("secret-id").doesNotContain(token);
    }

    @Test
    void keepsTheSideDoorsShut() {
        assertThat(new Http().get(server.root().resolve("/actuator/env")).status()).isEqualTo(404);
    }

    private String token(String scope) {
        if (scope == null || scope.equals("garbage")) {
            return scope;
        }
        return issuer.accessToken(fhir.base(), scope).withClaim("patient", "a").signedBy(issuer.key());
    }

    private void put(String type, String id, String elements) {
        HttpAnswer answer = fhir.send("PUT", "/" + type + "/" + id, token("system/*.cruds"),
                "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"," + elements + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }
}
