package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two institutions on one server: each sees and labels only what is its own. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelsIT {

    private static final String SYSTEM = "https://nhicore.nhi.gov.tw/pas/CodeSystem/organization-identifier-tw";
    private static final String EVERYTHING = "system/*.cruds";
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");
    private static final Map<String, String> XML_PATCH = Map.of("Content-Type", "application/xml-patch+xml");

    private final Person client;
    private String mark;
    private String a;
    private String b;
    private String created;

    LabelsIT(Servers servers) {
        client = Person.anyClient(servers);
    }

    @BeforeEach
    void submit() {
        mark = UUID.randomUUID().toString().substring(0, 8);
        a = "system/Bundle.cruds?_security=" + SYSTEM + "|a" + mark;
        b = "system/Bundle.cruds?_security=" + SYSTEM + "|b" + mark;
        HttpAnswer answer = client.send(a, "POST", "/Bundle", bundle(""));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        created = "/Bundle/" + answer.json().path("id").asText();
    }

    @Test
    void givesASubmissionTheLabelOfItsInstitutionReturnsItAndIndexesIt() {
        assertThat(labels(client.get(a, created))).containsExactly("a" + mark);
        assertThat(client.get(EVERYTHING, "/Bundle?_security=" + SYSTEM + "%7Ca" + mark).json().path("entry"))
                .hasSize(1);
        assertThat(client.get(a, "/Bundle").json().path("total").asInt()).isEqualTo(1);
        HttpAnswer represented = client.send(a, "POST", "/Bundle", bundle(""),
                Map.of("Prefer", "return=representation"));
        assertThat(labels(represented)).containsExactly("a" + mark);
        assertThat(labels(client.send(a, "POST", "/Bundle", bundle(label("a"))))).containsExactly("a" + mark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/_history/1", "/_history", "/_history/2"})
    void showsTheOtherInstitutionNothingByItsId(String suffix) {
        HttpAnswer hidden = client.get(b, created + suffix);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(client.get(b, "/Bundle/unknown" + suffix).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Bundle", "/Bundle?_security=SYSTEM%7CaMARK", "/Bundle?_security:not=SYSTEM%7CbMARK",
            "/Bundle?_id=ID", "/Bundle?_include=*&_revinclude=*", "/Bundle?_summary=count", "/Bundle?_total=accurate",
            "/Bundle?identifier=mark%7CMARK", "/Bundle?_sort=-_lastUpdated&_count=1", "/Bundle?type=collection"})
    void showsTheOtherInstitutionNothingBySearch(String query) {
        String url = query.replace("SYSTEM", SYSTEM).replace("MARK", mark)
                .replace("ID", created.substring(created.lastIndexOf('/') + 1));
        HttpAnswer answer = client.get(b, url);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("entry")).isEmpty();
        assertThat(answer.json().path("total").asInt()).isZero();
        assertThat(answer.body()).doesNotContain("mark|" + mark + "\"");
        String byBody = url.replaceFirst("/Bundle\\??", "");
        assertThat(client.send(b, "POST", "/Bundle/_search", byBody,
                Map.of("Content-Type", "application/x-www-form-urlencoded")).json().path("entry")).isEmpty();
        JsonNode inBatch = client.send(b, "POST", "", batch("batch", entry("GET", url.substring(1), null))).json()
                .path("entry").path(0).path("resource");
        assertThat(inBatch.path("entry")).isEmpty();
        assertThat(inBatch.path("total").asInt()).isZero();
    }

    @Test
    void showsTheOtherInstitutionNothingByAPageOrABatch() {
        client.send(a, "POST", "/Bundle", bundle(""));
        JsonNode page = client.get(a, "/Bundle?_count=1").json();
        String next = StreamSupport.stream(page.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText()).findFirst().orElseThrow();
        assertThat(client.follow(b, next).status()).isEqualTo(410);
        assertThat(client.follow(a, next).json().path("entry")).hasSize(1);
        HttpAnswer batch = client.send(b, "POST", "", batch("batch", entry("GET", created.substring(1), null),
                entry("GET", "Bundle/unknown", null), entry("DELETE", created.substring(1), null),
                entry("PUT", created.substring(1), bundle(""))));
        assertThat(statuses(batch)).containsOnly("404 Not Found");
        assertThat(batch.json().path("entry").path(0)).isEqualTo(batch.json().path("entry").path(1));
        assertThat(labels(client.get(a, created))).containsExactly("a" + mark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "a,b", "other", "a,A"})
    void refusesASubmissionThatBringsALabelOfAnotherHoweverItComes(String brought) {
        String labels = String.join(",", List.of(brought.split(",")).stream().map(this::label).toList());
        Refusal.of(client.send(a, "POST", "/Bundle", bundle(labels)), "label", "system/Bundle.c");
        HttpAnswer batch = client.send(a, "POST", "", batch("batch", entry("POST", "Bundle", bundle(labels))));
        assertThat(statuses(batch)).containsExactly("403 Forbidden");
        assertThat(client.send(a, "POST", "", batch("transaction", entry("POST", "Bundle", bundle("")),
                entry("POST", "Bundle", bundle(labels)))).status()).isEqualTo(403);
        assertThat(client.get(a, "/Bundle?_summary=count").json().path("total").asInt()).isEqualTo(1);
        assertThat(client.get(b, "/Bundle?_summary=count").json().path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"batch, 201 Created", "transaction, 201 Created"})
    void labelsWhatABatchOrTransactionSubmits(String type, String status) {
        HttpAnswer answer = client.send(a, "POST", "", batch(type, entry("POST", "Bundle", bundle("")),
                entry("POST", "Bundle", bundle(label("a")))));
        assertThat(statuses(answer)).as(answer.body()).containsExactly(status, status);
        assertThat(client.get(a, "/Bundle?_summary=count").json().path("total").asInt()).isEqualTo(3);
        assertThat(client.get(b, "/Bundle?_summary=count").json().path("total").asInt()).isZero();
    }

    @Test
    void takesLabelsInsideASubmissionForWhatTheyAreWorthThere() {
        String inner = "{\"resourceType\":\"Patient\",\"meta\":{\"security\":[" + label("b") + "]}}";
        HttpAnswer answer = client.send(a, "POST", "/Bundle", "{\"resourceType\":\"Bundle\",\"type\":\"collection\","
                + "\"entry\":[{\"fullUrl\":\"http://x/Patient/1\",\"resource\":" + inner + "}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(labels(answer)).containsExactly("a" + mark);
        assertThat(client.get(b, "/Bundle?_summary=count").json().path("total").asInt()).isZero();
    }

    @Test
    void refusesASubmissionThatEitherOfTwoLabelsWouldFit() {
        Refusal.of(client.send(a + " " + b, "POST", "/Bundle", bundle("")), "label", "system/Bundle.c");
        assertThat(client.send(a + " " + b, "POST", "/Bundle", bundle(label("b"))).status()).isEqualTo(201);
        Refusal.of(client.send(a + "," + SYSTEM + "|b" + mark, "POST", "/Bundle", bundle("")), "constraint",
                "system/Bundle.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TAG", "SECURITY_LABEL", "TAG,PROFILE,SECURITY_LABEL"})
    void keepsTheLabelThroughAnUpdateWithoutItWhateverTheHeaders(String snapshot) {
        Map<String, String> headers = snapshot.isEmpty() ? Map.of() : Map.of("X-Meta-Snapshot-Mode", snapshot);
        String updated = bundle("").replace("collection", "message");
        HttpAnswer answer = client.send(a, "PUT", created, withId(updated), headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(labels(client.get(a, created))).containsExactly("a" + mark);
        assertThat(client.get(a, "/Bundle?_summary=count").json().path("total").asInt()).isEqualTo(1);
        HttpAnswer batch = client.send(a, "POST", "", batch("transaction",
                entry("PUT", created.substring(1), withId(bundle("")))), headers);
        assertThat(statuses(batch)).as(batch.body()).containsExactly("200 OK");
        assertThat(labels(client.get(a, created))).containsExactly("a" + mark);
        assertThat(client.get(b, created).status()).isEqualTo(404);
    }

    @Test
    void refusesEveryNewLabelInAnUpdate() {
        Refusal.of(client.send(a, "PUT", created, withId(bundle(label("b")))), "label", "system/Bundle.u");
        Refusal.of(client.send(a, "PUT", created, withId(bundle(label("a") + "," + label("b")))),
                "label", "system/Bundle.u");
        assertThat(client.send(a, "POST", "", batch("transaction",
                entry("PUT", created.substring(1), withId(bundle(label("b")))))).status()).isEqualTo(403);
        assertThat(client.get(a, created).json().path("meta").path("versionId").asText()).isEqualTo("1");
    }

    @Test
    void takesTheSameLabelWithAnotherTextForTheSame() {
        String shown = label("a").replace("}", ",\"display\":\"Hospital A\",\"userSelected\":true}");
        HttpAnswer answer = client.send(a, "PUT", created, withId(bundle(shown).replace("collection", "message")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(new TreeSet<>(labels(client.get(a, created)))).containsExactly("a" + mark);
    }

    @Test
    void changesNoLabelByAPatchInAnyFormat() {
        HttpAnswer[] added = {
                client.send(a, "PATCH", created, "[{\"op\":\"add\",\"path\":\"/meta/security/-\",\"value\":"
                        + label("b") + "}]", JSON_PATCH),
                client.send(a, "PATCH", created, "[{\"op\":\"replace\",\"path\":\"/meta/security/0/code\",\"value\":\"b"
                        + mark + "\"}]", JSON_PATCH),
                client.send(a, "PATCH", created, "<diff xmlns:f=\"http://hl7.org/fhir\"><replace "
                        + "sel=\"f:Bundle/f:meta/f:security/f:code/@value\">b" + mark + "</replace></diff>", XML_PATCH),
                client.send(a, "PATCH", created, "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":"
                        + "\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\","
                        + "\"valueString\":\"Bundle.meta.security[0].code\"},{\"name\":\"value\",\"valueCode\":\"b"
                        + mark + "\"}]}]}")};
        for (HttpAnswer answer : added) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
        HttpAnswer removed = client.send(a, "PATCH", created,
                "[{\"op\":\"remove\",\"path\":\"/meta/security\"}]", JSON_PATCH);
        assertThat(removed.status()).as(removed.body()).isEqualTo(200);
        assertThat(labels(client.get(a, created))).containsExactly("a" + mark);
        assertThat(client.get(b, created).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$meta-add", "$meta-delete"})
    void refusesTheOperationsOnMeta(String operation) {
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"security\":["
                + label("a") + "]}}]}";
        assertThat(client.send(a, "POST", created + "/" + operation, body).status()).isEqualTo(403);
        assertThat(client.send(EVERYTHING, "POST", created + "/" + operation, body).status()).isEqualTo(403);
    }

    @Test
    void refusesConditionalWritesAndCreatesByPut() {
        assertThat(client.send(a, "PUT", "/Bundle/new-" + mark, withId(bundle(label("a")), "new-" + mark)).status())
                .isEqualTo(404);
        assertThat(client.send(a, "PUT", "/Bundle?type=collection", bundle(label("a"))).status()).isEqualTo(403);
        assertThat(client.send(a, "POST", "/Bundle", bundle(""), Map.of("If-None-Exist", "type=collection")).status())
                .isEqualTo(403);
        assertThat(client.send(a, "DELETE", "/Bundle?type=collection", null).status()).isEqualTo(403);
    }

    @Test
    void leavesLabelsToWhomTheWholeTypeIsOpen() {
        HttpAnswer answer = client.send("system/Bundle.cruds", "PUT", created,
                withId(bundle(label("a") + "," + label("b"))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(client.get(b, created).status()).isEqualTo(200);
        assertThat(client.send(b, "PUT", created, withId(bundle("").replace("collection", "message"))).status())
                .isEqualTo(200);
        assertThat(labels(client.get(a, created))).containsExactlyInAnyOrder("a" + mark, "b" + mark);
    }

    @Test
    void refusesNewLabelsToATokenForAPatient() {
        String id = "labelled-" + mark;
        client.send(EVERYTHING, "PUT", "/Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
        Person patient = client.with("patient", id);
        String condition = "{\"resourceType\":\"Condition\",\"meta\":{\"security\":[" + label("a")
                + "]},\"subject\":{\"reference\":\"Patient/" + id + "\"}}";
        Refusal.of(patient.send("patient/Condition.cruds", "POST", "/Condition", condition), "label",
                "system/Condition.c");
        assertThat(patient.send("patient/Condition.cruds", "POST", "/Condition",
                condition.replaceFirst("\"meta.*?]},", "")).status()).isEqualTo(201);
    }

    @Test
    void showsAnInstitutionTheDecisionsOnItsOwnRequestsOnly() {
        for (String name : new String[] {"a", "b"}) {
            client.send(EVERYTHING, "PUT", "/Organization/org-" + name + mark,
                    "{\"resourceType\":\"Organization\",\"id\":\"org-" + name + mark + "\"}");
            client.send(EVERYTHING, "PUT", "/ClaimResponse/cr-" + name + mark, "{\"resourceType\":\"ClaimResponse\","
                    + "\"id\":\"cr-" + name + mark + "\",\"status\":\"active\",\"outcome\":\"complete\",\"requestor\":"
                    + "{\"reference\":\"Organization/org-" + name + mark + "\"}}");
        }
        String decisions = "system/ClaimResponse.rs?requestor=Organization/org-a" + mark;
        assertThat(client.get(decisions, "/ClaimResponse/cr-a" + mark).status()).isEqualTo(200);
        assertThat(client.get(decisions, "/ClaimResponse/cr-b" + mark).status()).isEqualTo(404);
        assertThat(client.get(decisions, "/ClaimResponse?_summary=count").json().path("total").asInt()).isEqualTo(1);
        assertThat(client.get(decisions, "/ClaimResponse?requestor=Organization/org-b" + mark).json().path("entry"))
                .isEmpty();
    }

    private String label(String institution) {
        return "{\"system\":\"" + SYSTEM + "\",\"code\":\"" + institution + mark + "\"}";
    }

    private String bundle(String labels) {
        return "{\"resourceType\":\"Bundle\",\"meta\":{\"security\":[" + labels + "]},\"type\":\"collection\","
                + "\"identifier\":{\"system\":\"mark\",\"value\":\"" + mark + "\"}}";
    }

    private String withId(String body) {
        return withId(body, created.substring(created.lastIndexOf('/') + 1));
    }

    private static String withId(String body, String id) {
        return body.replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }

    private static List<String> labels(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("meta").path("security").spliterator(), false)
                .map(label -> label.path("code").asText())
                .toList();
    }

    private static String batch(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String method, String url, String resource) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}"
                + (resource == null ? "" : ",\"resource\":" + resource) + "}";
    }

    private static List<String> statuses(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("response").path("status").asText())
                .toList();
    }
}
