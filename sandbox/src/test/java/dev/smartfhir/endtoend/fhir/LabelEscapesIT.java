package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways out of an institution that need more than one scope, one constraint or one entry. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelEscapesIT {

    private static final String EVERYTHING = "system/*.cruds";
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");

    private final Person client;
    private String mark;

    LabelEscapesIT(Servers servers) {
        client = Person.anyClient(servers);
    }

    @BeforeEach
    void mark() {
        mark = UUID.randomUUID().toString().substring(0, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "b", "ab"})
    void narrowingAScopeByAnotherLabelSetsNeither(String brought) {
        String narrowed = "system/Bundle.crs?" + security("a") + "&" + security("b");
        assertThat(client.send(narrowed, "POST", "/Bundle", bundle(brought)).status()).isEqualTo(403);
        assertThat(client.send(narrowed, "POST", "", batch("transaction", post("Bundle", bundle(brought)))).status())
                .isEqualTo(403);
        assertThat(client.get("system/Bundle.rs?" + security("b"), "/Bundle").json().path("total").asInt()).isZero();
    }

    @Test
    void aScopeForAPatientAndOneForALabelOpenNothingOfAnotherLabelTogether() {
        client.send(EVERYTHING, "PUT", "/Patient/p" + mark, "{\"resourceType\":\"Patient\",\"id\":\"p" + mark + "\"}");
        String url = "/Condition/c" + mark;
        client.send(EVERYTHING, "PUT", url, condition("b"));
        Person mixed = client.with("patient", "p" + mark);
        String scopes = "patient/Condition.cruds system/Condition.ru?" + security("a");
        assertThat(mixed.get(scopes, url).status()).isEqualTo(200);
        Refusal.of(mixed.send(scopes, "PUT", url, condition("ab")), "label", "system/Condition.u");
        Refusal.of(mixed.send(scopes, "PATCH", url, "[{\"op\":\"add\",\"path\":\"/meta/security/-\",\"value\":"
                + label("a") + "}]", JSON_PATCH), "label", "system/Condition.u");
        assertThat(client.get("system/Condition.r?" + security("a"), url).status()).isEqualTo(404);
        assertThat(mixed.send(scopes, "PUT", url, condition("")).status()).isEqualTo(200);
        assertThat(labels(client.get(EVERYTHING, url))).containsExactly("b" + mark);
    }

    @Test
    void aScopeThatMayChangeWhatItCannotReadCannotLabelItToBeRead() {
        String url = client.send(EVERYTHING, "POST", "/Bundle", bundle("b")).json().path("id").asText();
        String scopes = "system/Bundle.crus?" + security("a") + " system/Bundle.u?type=collection";
        String body = bundle("a").replaceFirst("\\{", "{\"id\":\"" + url + "\",");
        assertThat(client.get(scopes, "/Bundle/" + url).status()).isEqualTo(404);
        Refusal.of(client.send(scopes, "PUT", "/Bundle/" + url, body), "label", "system/Bundle.u");
        assertThat(client.get(scopes, "/Bundle/" + url).status()).isEqualTo(404);
    }

    @Test
    void aBatchThatDeletesAndPutsTheSameResourceCreatesNothing() {
        String a = "system/Bundle.cruds?" + security("a");
        String id = client.send(a, "POST", "/Bundle", bundle("")).json().path("id").asText();
        String put = entry("PUT", "Bundle/" + id, bundle("a").replaceFirst("\\{", "{\"id\":\"" + id + "\","));
        HttpAnswer answer = client.send(a, "POST", "", batch("batch", entry("DELETE", "Bundle/" + id, null), put));
        assertThat(statuses(answer)).containsExactly("204 No Content", "404 Not Found");
        assertThat(client.get(EVERYTHING, "/Bundle/" + id).status()).isEqualTo(410);
    }

    @Test
    void aTransactionOfWhichOneEntryBecomesAnotherResourceLeavesNothingBehind() {
        String placeholder = "urn:uuid:" + UUID.randomUUID();
        String scopes = "system/Questionnaire.c?url=" + placeholder + " system/Bundle.crus?" + security("a");
        String questionnaire =
                "{\"resourceType\":\"Questionnaire\",\"status\":\"draft\",\"url\":\"" + placeholder + "\"}";
        String id = client.send(scopes, "POST", "/Bundle", bundle("")).json().path("id").asText();
        String put = entry("PUT", "Bundle/" + id,
                bundle("a").replaceFirst("\\{", "{\"id\":\"" + id + "\",").replace("collection", "message"));
        HttpAnswer answer = client.send(scopes, "POST", "", batch("transaction", post("Bundle", bundle("")), put,
                post("Questionnaire", questionnaire).replaceFirst("\\{", "{\"fullUrl\":\"" + placeholder + "\","),
                post("Bundle", bundle(""))));
        Refusal.of(answer, "constraint", "system/Questionnaire.c");
        assertThat(client.get(scopes, "/Bundle").json().path("total").asInt()).isEqualTo(1);
        assertThat(client.get(scopes, "/Bundle/" + id).json().path("meta").path("versionId").asText()).isEqualTo("1");
        assertThat(client.send(scopes, "POST", "/Questionnaire", questionnaire).status()).isEqualTo(201);
    }

    private String security(String institution) {
        return "_security=urn:institutions|" + institution + mark;
    }

    private String label(String institution) {
        return "{\"system\":\"urn:institutions\",\"code\":\"" + institution + mark + "\"}";
    }

    private String meta(String institutions) {
        return "\"meta\":{\"security\":["
                + String.join(",", institutions.chars().mapToObj(one -> label(String.valueOf((char) one))).toList())
                + "]}";
    }

    private String bundle(String institutions) {
        return "{\"resourceType\":\"Bundle\"," + meta(institutions) + ",\"type\":\"collection\"}";
    }

    private String condition(String institutions) {
        return "{\"resourceType\":\"Condition\",\"id\":\"c" + mark + "\"," + meta(institutions)
                + ",\"subject\":{\"reference\":\"Patient/p" + mark + "\"}}";
    }

    private static List<String> labels(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("meta").path("security").spliterator(), false)
                .map(label -> label.path("code").asText())
                .toList();
    }

    private static List<String> statuses(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("response").path("status").asText())
                .toList();
    }

    private static String batch(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String post(String type, String body) {
        return entry("POST", type, body);
    }

    private static String entry(String method, String url, String body) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}"
                + (body == null ? "" : ",\"resource\":" + body) + "}";
    }
}
