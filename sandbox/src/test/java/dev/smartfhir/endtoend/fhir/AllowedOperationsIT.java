package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.OperatorServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations that an operator allows, and what of their output a token is shown (D-08). */
@OnOwnServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllowedOperationsIT {

    private static final String EVERYTHING = "system/*.cruds";
    private static final String PATIENT = "patient/*.rs";

    private final StubIssuer issuer;
    private final FhirClient fhir;

    AllowedOperationsIT(Servers servers, OperatorServer server) {
        issuer = servers.secondIssuer();
        fhir = server.fhir();
        for (String name : new String[] {"a", "b"}) {
            put("Patient", name, "\"active\":true");
            put("Encounter", name, "\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},\"subject\":" + patient(name));
            put("Observation", name, "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":" + patient(name)
                    + ",\"encounter\":{\"reference\":\"Encounter/" + name + "\"}");
            put("Condition", name, "\"subject\":" + patient(name));
        }
        put("Practitioner", "doctor", "\"active\":true");
        put("Observation", "shared", "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":" + patient("b")
                + ",\"performer\":[" + patient("a") + "]");
        put("ValueSet", "vs", "\"url\":\"http://vs\",\"status\":\"active\",\"compose\":{\"include\":[{\"system\":"
                + "\"http://cs\",\"concept\":[{\"code\":\"x\"}]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void showsAPatientEverythingThatIsItsOwnAndNothingElse(String method) {
        HttpAnswer answer = send(PATIENT, method, "/Patient/a/$everything");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(found(answer)).containsExactlyInAnyOrder(
                "Patient/a", "Encounter/a", "Observation/a", "Observation/shared", "Condition/a");
        assertThat(answer.json().has("total")).isFalse();
        HttpAnswer some = send("patient/Patient.rs patient/Observation.rs", method, "/Patient/a/$everything");
        assertThat(found(some)).containsExactlyInAnyOrder("Patient/a", "Observation/a", "Observation/shared");
        HttpAnswer types = send("system/Patient.rs system/Condition.r", method, "/Patient/a/$everything");
        assertThat(found(types)).containsExactlyInAnyOrder("Patient/a", "Condition/a");
        assertThat(types.json().has("total")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Patient/b/$everything", "Patient/unknown/$everything", "Encounter/b/$everything",
            "Encounter/unknown/$everything"})
    void answersWhatIsHiddenAsWhatIsUnknown(String url) {
        HttpAnswer answer = send(PATIENT, "GET", "/" + url);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(send(PATIENT, "GET", "/Observation/unknown").body());
        HttpAnswer batch = batch(PATIENT, url);
        assertThat(batch.json().path("entry").path(0).path("response").path("status").asText())
                .isEqualTo("404 Not Found");
        assertThat(batch.json().path("entry").path(0).has("resource")).isFalse();
    }

    @Test
    void showsAnEncounterEverythingThatIsThePatientsOwn() {
        assertThat(found(send(PATIENT, "GET", "/Encounter/a/$everything")))
                .contains("Encounter/a", "Observation/a").doesNotContain("Practitioner/doctor")
                .allMatch(reference -> !reference.endsWith("/b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "patient/*.rs; Patient/$everything; restricted",
            "patient/*.rs; Patient/a/$meta; restricted",
            "patient/*.rs; Patient/a/$everything?_filter=x; search-through",
            "patient/*.rs; Patient/a/$everything?_content=x; search-through",
            "patient/*.rs; Patient/a/$everything?_mdm=true; search-through",
            "patient/*.r; Patient/a/$everything; interaction",
            "patient/Observation.rs; Patient/a/$everything; interaction",
            "system/Observation.rs; Patient/a/$everything; interaction",
            "system/CodeSystem.rs; ValueSet/$expand?url=http://vs; interaction",
            "system/Patient.rs; $meta; interaction",
            "system/*.cruds; Observation/a/$meta; operation",
            "system/*.cruds; Patient/a/$graphql?query={id}; operation",
            "system/*.cruds; Observation/$lastn; operation",
            "system/*.cruds; $export; operation",
            "system/*.cruds; Patient/$export; operation"})
    void refusesByTheRuleAloneAndInABatch(String scopes, String url, String rule) {
        HttpAnswer answer = send(scopes, "GET", "/" + url.replace("{", "%7B").replace("}", "%7D"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"" + rule + "\"");
        if (!url.contains("{")) {
            JsonNode entry = batch(scopes, url).json().path("entry").path(0);
            assertThat(entry.path("response").path("status").asText()).isEqualTo("403 Forbidden");
            assertThat(entry.path("response").path("outcome").toString()).contains("\"" + rule + "\"");
        }
    }

    @Test
    void filtersWhatAnOperationAnswersInABatch() {
        HttpAnswer batch = batch(PATIENT, "Patient/a/$everything");
        JsonNode result = batch.json().path("entry").path(0).path("resource");
        assertThat(references(result)).as(batch.body()).containsExactlyInAnyOrder(
                "Patient/a", "Encounter/a", "Observation/a", "Observation/shared", "Condition/a");
        assertThat(result.has("total")).isFalse();
    }

    @Test
    void pagesThroughEverythingAndNeverTellsTheTotal() {
        HttpAnswer page = send(PATIENT, "GET", "/Patient/a/$everything?_count=2");
        Set<String> all = new TreeSet<>(found(page));
        String first = next(page);
        for (String next = first; next != null; next = next(page)) {
            page = send(PATIENT, "GET", next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.json().has("total")).isFalse();
            all.addAll(found(page));
        }
        assertThat(all).containsExactlyInAnyOrder(
                "Patient/a", "Encounter/a", "Observation/a", "Observation/shared", "Condition/a");
        assertThat(send("patient/Patient.rs", "GET", first).status()).isEqualTo(410);
    }

    @Test
    void letsPassWhatIsAllowedOnTheWholeType() {
        HttpAnswer expanded = send("system/ValueSet.rs", "GET", "/ValueSet/$expand?url=http://vs");
        assertThat(expanded.status()).as(expanded.body()).isEqualTo(200);
        assertThat(expanded.json().path("expansion").path("contains").path(0).path("code").asText()).isEqualTo("x");
        HttpAnswer meta = send("system/Patient.rs", "GET", "/Patient/a/$meta");
        assertThat(meta.json().path("parameter").path(0).path("valueMeta").path("versionId").asText())
                .as(meta.body()).isEqualTo("1");
        assertThat(send("system/*.rs", "GET", "/$meta").status()).isEqualTo(200);
        assertThat(found(send("system/*.rs", "GET", "/Patient/a/$everything"))).contains("Patient/a", "Condition/a");
    }

    private static String patient(String name) {
        return "{\"reference\":\"Patient/" + name + "\"}";
    }

    private HttpAnswer batch(String scopes, String url) {
        return send(scopes, "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":"
                + "{\"method\":\"GET\",\"url\":\"" + url + "\"}}]}");
    }

    private void put(String type, String id, String elements) {
        String scope = type.equals("ValueSet") ? "system/ValueSet.u" : EVERYTHING;
        HttpAnswer answer = send(scope, "PUT", "/" + type + "/" + id,
                "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"," + elements + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private HttpAnswer send(String scopes, String method, String path) {
        return send(scopes, method, path, null);
    }

    private HttpAnswer send(String scopes, String method, String path, String body) {
        String token = issuer.accessToken(fhir.base(), scopes).withClaim("patient", "a").signedBy(issuer.key());
        return fhir.send(method, path, token, body, Map.of());
    }

    private String next(HttpAnswer page) {
        for (JsonNode link : page.json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().substring(fhir.base().toString().length());
            }
        }
        return null;
    }

    private static Set<String> found(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return references(answer.json());
    }

    private static Set<String> references(JsonNode bundle) {
        Set<String> found = new TreeSet<>();
        bundle.path("entry").forEach(entry -> found.add(entry.path("resource").path("resourceType").asText() + "/"
                + entry.path("resource").path("id").asText()));
        return found;
    }
}
