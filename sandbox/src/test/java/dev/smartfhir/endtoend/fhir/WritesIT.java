package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes search nothing and tell nothing that the token does not cover (D-01 to D-03, D-08, D-24, SCO-07). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritesIT {

    private static final String PATIENT = "{\"resourceType\":\"Patient\"}";
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");

    private final Caller caller;
    private final Stored stored;

    WritesIT(Servers servers) {
        caller = new Caller(servers);
        stored = new Stored(caller);
    }

    @ParameterizedTest
    @CsvSource({"PUT, u", "PATCH, u", "DELETE, d"})
    void needsSearchForAConditionalWrite(String method, String letter) {
        String body = method.equals("DELETE") ? null : method.equals("PUT") ? PATIENT : "[]";
        HttpAnswer answer = caller.send("system/Patient." + letter, method,
                "/Patient?identifier=urn:test%7C" + stored.mark(), body,
                method.equals("PATCH") ? JSON_PATCH : Map.of());
        Refusal.of(answer, "conditional", "system/Patient." + letter + "s");
    }

    @Test
    void needsSearchForAConditionalCreateAndThenShowsTheMatch() {
        Map<String, String> condition = Map.of("If-None-Exist", "identifier=urn:test|" + stored.mark());
        Refusal.of(caller.send("system/Patient.c", "POST", "/Patient", PATIENT, condition),
                "conditional", "system/Patient.cs");
        HttpAnswer match = caller.send("system/Patient.cs", "POST", "/Patient", PATIENT, condition);
        assertThat(match.status()).isEqualTo(200);
        assertThat(match.text("id")).isEqualTo("pat-" + stored.mark());
    }

    @Test
    void needsSearchForAReferenceThatSearches() {
        String body = observation("Patient?identifier=urn:test|" + stored.mark());
        Refusal.of(caller.send("system/Observation.cr", "POST", "/Observation", body),
                "match-url", "system/Observation.c system/Patient.s");
        Refusal.of(caller.send("system/Observation.cr", "POST", "", transaction(body)),
                "match-url", "system/Observation.c system/Patient.s");
        Refusal.of(caller.send("system/Observation.u", "PATCH", "/" + stored.of("Observation", "obs"),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient?identifier=urn:test|"
                        + stored.mark() + "\"}]", JSON_PATCH), "match-url", "system/Observation.u system/Patient.s");
        HttpAnswer allowed = caller.send("system/Observation.cr system/Patient.s", "POST", "/Observation", body);
        assertThat(allowed.status()).as(allowed.body()).isEqualTo(201);
        assertThat(allowed.json().path("subject").path("reference").asText()).isEqualTo(stored.of("Patient", "pat"));
    }

    @Test
    void storesTheReferencesInsideACollectionAsTheyStand() {
        String reference = "Patient?identifier=urn:test|" + stored.mark();
        HttpAnswer answer = caller.send("system/Bundle.cr", "POST", "/Bundle",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                        + observation(reference) + "}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("entry").path(0).path("resource").path("subject").path("reference").asText())
                .isEqualTo(reference);
    }

    @Test
    void blanksTheAnswerToAWriteThatMayNotReadAndKeepsItsVersion() {
        HttpAnswer created = caller.send("system/Patient.c", "POST", "/Patient", PATIENT,
                Map.of("Prefer", "return=representation"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).isEmpty();
        assertThat(created.header("Location")).contains("/Patient/").endsWith("/_history/1");
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        String patch = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";
        HttpAnswer patched = caller.send("system/Patient.u", "PATCH", "/" + stored.of("Patient", "pat"), patch,
                Map.of("Content-Type", "application/json-patch+json", "Prefer", "return=representation"));
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.body()).isEmpty();
        assertThat(caller.send("system/Patient.ru", "PATCH", "/" + stored.of("Patient", "pat"), patch, JSON_PATCH)
                .body()).contains(stored.family());
    }

    @Test
    void tellsNothingOfOtherResourcesInConflicts() {
        HttpAnswer missing =
                caller.send("system/Observation.cr", "POST", "/Observation", observation("Patient/nobody"));
        HttpAnswer inUse = caller.send("system/Patient.d", "DELETE", "/" + stored.of("Patient", "pat"), null);
        for (HttpAnswer answer : new HttpAnswer[] {missing, inUse}) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(409);
            assertThat(answer.json().path("issue")).hasSize(1);
            assertThat(answer.body()).doesNotContain("Patient/").doesNotContain("Observation/").doesNotContain("HAPI");
        }
    }

    @ParameterizedTest
    @CsvSource({"_expunge=true, expunge", "_delete_expunge=true, expunge", "_cascade=delete, cascade"})
    void refusesADeleteThatAsksForMore(String parameter, String rule) {
        HttpAnswer answer = caller.send("system/Patient.ds", "DELETE",
                "/Patient?identifier=urn:test%7C" + stored.mark() + "&" + parameter, null);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"" + rule + "\"");
        assertThat(caller.get(Stored.EVERYTHING, "/" + stored.of("Patient", "pat")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/$export", "/Patient/$export", "/PAT/$everything", "/Patient/$everything", "/PAT/$meta",
            "/$meta", "/Patient/$validate", "/$graphql?query=%7BPatient%7Bid%7D%7D", "/PAT/$graphql?query=%7Bid%7D",
            "/ValueSet/$expand?url=x", "/$get-resource-counts", "/$diff?from=a&to=b", "/$unknown", "/Patient/$unknown"})
    void refusesOperationsByGetAndPostWhateverTheScope(String path) {
        String url = path.replace("PAT", stored.of("Patient", "pat"));
        for (HttpAnswer answer : new HttpAnswer[] {caller.get(Stored.EVERYTHING, url),
                caller.send(Stored.EVERYTHING, "POST", url, "{\"resourceType\":\"Parameters\"}")}) {
            assertThat(answer.status()).as(answer.body()).isIn(400, 403, 404, 405);
            assertThat(answer.body()).doesNotContain(stored.family());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/PAT/$meta-add", "/PAT/$meta-delete", "/$expunge", "/Patient/$expunge", "/PAT/$expunge",
            "/$reindex", "/Patient/$export", "/PAT/$everything"})
    void refusesOperationsThatChangeThingsByTheirRule(String path) {
        String url = path.replace("PAT", stored.of("Patient", "pat"));
        Refusal.of(caller.send(Stored.EVERYTHING, "POST", url, "{\"resourceType\":\"Parameters\"}"), "operation", null);
    }

    private static String observation(String subject) {
        return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":"
                + "{\"reference\":\"" + subject + "\"}}";
    }

    private static String transaction(String body) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"POST\","
                + "\"url\":\"Observation\"},\"resource\":" + body + "}]}";
    }
}
