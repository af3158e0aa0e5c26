package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches and transactions of a token for one patient: each entry is judged as if it came alone (SCO-13). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedBundlesIT {

    private static final String ALL = "patient/*.cruds";
    private static final String EVERYBODY = "user/*.cruds";
    private static final String PLACEHOLDER = "urn:uuid:7b6c7a4e-4b1f-4b43-9a52-0c1f6f3f7a01";
    private static final String CONDITION = "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"SUBJECT\"}}";
    private static final String ENCOUNTER = "{\"resourceType\":\"Encounter\",\"status\":\"finished\","
            + "\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"SUBJECT\"}}";
    private static final String PATCH = Base64.getEncoder().encodeToString(
            "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"zh\"}]".getBytes(StandardCharsets.UTF_8));

    private final Person everybody;
    private final Servers servers;
    private Person a;
    private String mark;

    RestrictedBundlesIT(Servers servers) {
        this.servers = servers;
        everybody = Person.user(servers, "Practitioner/doctor");
    }

    @BeforeEach
    void store() {
        mark = UUID.randomUUID().toString().substring(0, 8);
        a = Person.patientInContext(servers, "a-" + mark);
        for (String name : new String[] {"a", "b"}) {
            put("Patient/" + name + "-" + mark, "{\"resourceType\":\"Patient\",\"active\":true}");
            put("Condition/" + name + "-" + mark, about(CONDITION, name));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "GET; Condition/a-MARK; ; 200 OK",
            "GET; Condition?_summary=count; ; 200 OK",
            "GET; Condition/a-MARK/_history; ; 200 OK",
            "GET; Condition/b-MARK; ; 404 Not Found",
            "GET; Condition/unknown; ; 404 Not Found",
            "GET; Condition/b-MARK/_history/1; ; 404 Not Found",
            "GET; Condition/b-MARK/_history; ; 404 Not Found",
            "GET; Condition/_history; ; 403 Forbidden",
            "GET; Practitioner/doctor; ; 403 Forbidden",
            "POST; Condition; a; 201 Created",
            "POST; Condition; b; 403 Forbidden",
            "PUT; Condition/a-MARK; a; 200 OK",
            "PUT; Condition/a-MARK; b; 403 Forbidden",
            "PUT; Condition/b-MARK; a; 404 Not Found",
            "PUT; Condition/unknown; a; 404 Not Found",
            "PUT; Condition?subject=Patient/a-MARK; a; 403 Forbidden",
            "PATCH; Condition/a-MARK; patch; 200 OK",
            "PATCH; Condition/b-MARK; patch; 404 Not Found",
            "PATCH; Condition/unknown; patch; 404 Not Found",
            "DELETE; Condition/a-MARK; ; 204 No Content",
            "DELETE; Condition/b-MARK; ; 404 Not Found",
            "DELETE; Condition/unknown; ; 404 Not Found",
            "DELETE; Condition?subject=Patient/a-MARK; ; 403 Forbidden"})
    void answersAnEntryOfABatchAsItWouldAlone(String method, String url, String body, String status) {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("batch", entry(method, url, body),
                entry("GET", "Condition/unknown", null)));
        JsonNode entry = answer.json().path("entry").path(0);
        assertThat(entry.path("response").path("status").asText()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("b-" + mark);
        if (status.startsWith("404")) {
            assertThat(entry).isEqualTo(answer.json().path("entry").path(1));
            assertThat(entry.path("response").path("outcome"))
                    .isEqualTo(a.get(ALL, "/Condition/unknown").json());
        }
        if (status.startsWith("4")) {
            assertThat(entry.has("resource")).isFalse();
            assertThat(entry.path("response").path("outcome").path("issue")).hasSize(1);
            unchanged();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "POST; Condition; b; 403",
            "PUT; Condition/b-MARK; a; 404",
            "PUT; Condition/unknown; a; 404",
            "PUT; Condition/a-MARK; b; 403",
            "PATCH; Condition/b-MARK; patch; 404",
            "DELETE; Condition/b-MARK; ; 404",
            "DELETE; Condition/unknown; ; 404",
            "GET; Condition/_history; ; 403",
            "PUT; Condition?subject=Patient/a-MARK; a; 403"})
    void refusesATransactionWholeForOneEntryAndStoresNothing(String method, String url, String body, int status) {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("transaction",
                entry("POST", "Condition", "a"), entry(method, url, body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("issue")).hasSize(1);
        unchanged();
    }

    @Test
    void doesATransactionOfWhichEveryEntryIsAboutThePatient() {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("transaction", entry("POST", "Condition", "a"),
                entry("PUT", "Condition/a-MARK", "a"), entry("GET", "Condition?_summary=count", null),
                entry("GET", "Condition/b-MARK", null), entry("GET", "Condition/a-MARK", null)));
        assertThat(statuses(answer)).as(answer.body()).containsExactly(
                "201 Created", "200 OK", "200 OK", "404 Not Found", "200 OK");
        assertThat(answer.json().path("entry").path(2).path("resource").path("total").asInt()).isEqualTo(2);
        assertThat(answer.body()).doesNotContain("b-" + mark);
    }

    @Test
    void leadsByAPlaceholderToWhatTheTransactionCreatesAboutThePatient() {
        String condition = about(CONDITION, "a")
                .replaceFirst("}$", ",\"encounter\":{\"reference\":\"" + PLACEHOLDER + "\"}}");
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("transaction",
                entry(PLACEHOLDER, "POST", "Encounter", about(ENCOUNTER, "a")),
                entry(null, "POST", "Condition", condition)));
        assertThat(statuses(answer)).as(answer.body()).containsExactly("201 Created", "201 Created");
        String created = answer.json().path("entry").path(1).path("response").path("location").asText();
        assertThat(a.get(ALL, "/" + created.replaceFirst("/_history.*", "")).json()
                .path("encounter").path("reference").asText()).startsWith("Encounter/");
    }

    /** The reference to the own patient becomes one to another resource while the transaction is done. */
    @ParameterizedTest
    @ValueSource(strings = {"Patient/a-MARK", "http://x/fhir/Patient/a-MARK", "Patient/a-MARK/_history/1"})
    void refusesATransactionThatChangesWhomAResourceIsAbout(String fullUrl) {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("transaction",
                entry(fullUrl, "POST", "Encounter", about(ENCOUNTER, "a")),
                entry(null, "POST", "Condition", about(CONDITION, "a"))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        unchanged();
    }

    /** An entry that may be written for another reason stands for the other patient in the reference that is judged. */
    @Test
    void refusesASubstitutedReferenceToAnotherPatientOfTheUsers() {
        Person both = a.with("fhirUser", "Practitioner/doctor");
        HttpAnswer answer = both.send("patient/Condition.cruds user/Patient.cruds", "POST", "", bundle("transaction",
                entry("Organization/x", "PUT", "Patient/b-MARK",
                        "{\"resourceType\":\"Patient\",\"active\":false}"),
                entry(null, "POST", "Condition", about(CONDITION, "a").replaceFirst("}$",
                        ",\"asserter\":{\"reference\":\"Organization/x\"}}"))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(everybody.get(EVERYBODY, "/Patient/b-" + mark).json().path("active").asBoolean()).isTrue();
        unchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {PLACEHOLDER, "urn:oid:1.2.3", "Patient?_id=a-MARK", "#p", "urn:uuid:unknown"})
    void refusesASubjectThatCannotBeJudgedYet(String subject) {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("transaction",
                entry(PLACEHOLDER, "PUT", "Patient/a-MARK", "{\"resourceType\":\"Patient\",\"active\":true}"),
                entry(null, "POST", "Condition", CONDITION.replace("SUBJECT", subject))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        unchanged();
    }

    @ParameterizedTest
    @CsvSource({"PUT, PATCH", "PUT, DELETE", "PATCH, DELETE", "DELETE, PUT"})
    void refusesATransactionThatWritesOneResourceTwice(String first, String second) {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("transaction", write(first), write(second)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        unchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tryBatchAsTransactionFirst=true"})
    void createsNothingByAPutOnWhatTheSameBatchHasDeleted(String semantics) {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("batch", entry("DELETE", "Condition/a-MARK", null),
                entry("PUT", "Condition/a-MARK", "a"), entry("PATCH", "Condition/a-MARK", "patch")),
                semantics.isEmpty() ? Map.of() : Map.of("X-Transaction-Semantics", semantics));
        assertThat(statuses(answer).subList(1, 3)).as(answer.body()).containsOnly("404 Not Found");
        assertThat(everybody.get(EVERYBODY, "/Condition/a-" + mark).status()).isEqualTo(410);
    }

    @Test
    void changesNothingByAPutWithAnotherVersionOrAnotherId() {
        String stale = entry("PUT", "Condition/a-MARK", "a").replace("\"url\"", "\"ifMatch\":\"W/\\\"7\\\"\",\"url\"");
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("batch", stale,
                entry(null, "PUT", "Condition/a-MARK", about(CONDITION, "a").replaceFirst("\\{",
                        "{\"id\":\"b-" + mark + "\","))));
        assertThat(statuses(answer).get(0)).isIn("409 Conflict", "412 Precondition Failed");
        assertThat(everybody.get(EVERYBODY, "/Condition/b-" + mark).body()).contains("Patient/b-" + mark);
    }

    @Test
    void pagesThroughASearchOfABatch() {
        for (int i = 0; i < 3; i++) {
            assertThat(a.send(ALL, "POST", "/Condition", about(CONDITION, "a")).status()).isEqualTo(201);
        }
        JsonNode page = a.send(ALL, "POST", "", bundle("batch", entry("GET", "Condition?_count=2", null))).json()
                .path("entry").path(0).path("resource");
        assertThat(page.path("entry")).hasSize(2);
        String next = StreamSupport.stream(page.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText()).findFirst().orElseThrow();
        assertThat(a.follow(ALL, next).json().path("entry")).hasSize(2);
        assertThat(Person.patientInContext(servers, "b-" + mark).follow(ALL, next).status()).isEqualTo(410);
    }

    private String write(String method) {
        String body = method.equals("PUT") ? "a" : method.equals("PATCH") ? "patch" : null;
        return entry(method, "Condition/a-MARK", body);
    }

    private void unchanged() {
        assertThat(a.send(ALL, "GET", "/Condition?_summary=count", null, Map.of("Cache-Control", "no-cache")).json()
                .path("total").asInt()).isEqualTo(1);
        for (String name : new String[] {"a", "b"}) {
            JsonNode stored = everybody.get(EVERYBODY, "/Condition/" + name + "-" + mark).json();
            assertThat(stored.path("meta").path("versionId").asText()).isEqualTo("1");
        }
    }

    private void put(String url, String body) {
        HttpAnswer answer = everybody.send(EVERYBODY, "PUT", "/" + url,
                body.replaceFirst("\\{", "{\"id\":\"" + url.substring(url.indexOf('/') + 1) + "\","));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private String about(String body, String patient) {
        return body.replace("SUBJECT", "Patient/" + patient + "-" + mark);
    }

    private String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private String entry(String method, String url, String body) {
        String resource = body == null ? null
                : body.equals("patch")
                        ? "{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\""
                                + PATCH + "\"}"
                        : about(CONDITION, body);
        return entry(null, method, url, resource);
    }

    private String entry(String fullUrl, String method, String url, String resource) {
        return ("{" + (fullUrl == null ? "" : "\"fullUrl\":\"" + fullUrl + "\",")
                + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}"
                + (resource == null ? "" : ",\"resource\":" + resource) + "}").replace("MARK", mark);
    }

    private static List<String> statuses(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("response").path("status").asText())
                .toList();
    }
}
