package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Binary with a security context is open to whom that resource is shown, and unknown to everybody else. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinaryIT {

    private static final String SCOPES = "system/Binary.cruds patient/*.rs";
    private static final String EVERYTHING = "system/*.cruds";

    private final Person client;
    private Person a;
    private String mark;

    BinaryIT(Servers servers) {
        client = Person.anyClient(servers);
    }

    @BeforeEach
    void store() {
        mark = UUID.randomUUID().toString().substring(0, 8);
        a = client.with("patient", "a-" + mark);
        for (String name : new String[] {"a", "b"}) {
            put("Patient/" + name + "-" + mark, "{\"resourceType\":\"Patient\"}");
            put("Binary/" + name + "-" + mark, binary(name));
        }
        put("Binary/open-" + mark, "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"eA==\"}");
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "HEAD, ''", "GET, /_history/1", "GET, /_history", "DELETE, ''", "PUT, ''", "PATCH, ''"})
    void answersAHiddenBinaryAsAnUnknownOne(String method, String suffix) {
        HttpAnswer hidden = write(method, "/Binary/b-" + mark + suffix, "b-" + mark);
        HttpAnswer unknown = write(method, "/Binary/unknown-" + mark + suffix, "unknown-" + mark);
        assertThat(hidden.status()).as(hidden.body()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(client.get(EVERYTHING, "/Binary/b-" + mark).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "*/*", "application/octet-stream", "application/fhir+xml"})
    void givesTheContentToNobodyElseInAnyFormat(String accept) {
        Map<String, String> headers = Map.of("Accept", accept);
        assertThat(a.send(SCOPES, "GET", "/Binary/b-" + mark, null, headers).status()).isEqualTo(404);
        assertThat(a.send(SCOPES, "GET", "/Binary/a-" + mark, null, headers).status()).isEqualTo(200);
        assertThat(a.send(SCOPES, "GET", "/Binary/open-" + mark, null, headers).status()).isEqualTo(200);
    }

    @Test
    void leavesHiddenOnesOutOfSearchesAndBatchesAndCountsNone() {
        HttpAnswer found = a.get(SCOPES, "/Binary?_count=500");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).contains("Binary/a-" + mark).contains("Binary/open-" + mark)
                .doesNotContain("b-" + mark);
        assertThat(found.json().has("total")).isFalse();
        for (String count : new String[] {"_summary=count", "_total=accurate", "_count=0"}) {
            assertThat(a.get(SCOPES, "/Binary?" + count).status()).isEqualTo(403);
        }
        HttpAnswer batch = a.send(SCOPES, "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                + "{\"request\":{\"method\":\"GET\",\"url\":\"Binary?_id=a-" + mark + ",b-" + mark + "\"}},"
                + "{\"request\":{\"method\":\"GET\",\"url\":\"Binary/b-" + mark + "\"}}]}");
        assertThat(batch.body()).contains("Binary/a-" + mark).doesNotContain("Binary/b-" + mark);
        assertThat(batch.json().path("entry").path(0).path("resource").has("total")).isFalse();
        assertThat(batch.json().path("entry").path(1).path("response").path("status").asText()).startsWith("404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/b-MARK", "Patient/unknown", "Practitioner/x", "Binary/open-MARK",
            "Patient/a-MARK/_history/1", "http://x/fhir/Patient/a-MARK"})
    void refusesACreateWithAContextThatTheTokenDoesNotShow(String context) {
        String reference = context.replace("MARK", mark);
        String body = "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"eA==\","
                + "\"securityContext\":{\"reference\":\"" + reference + "\"}}";
        Refusal.of(a.send(SCOPES, "POST", "/Binary", body), "security-context", "system/Binary.c");
        HttpAnswer raw = a.send(SCOPES, "POST", "/Binary", "x",
                Map.of("Content-Type", "text/plain", "X-Security-Context", reference));
        Refusal.of(raw, "security-context", "system/Binary.c");
        Refusal.of(a.send(SCOPES, "PUT", "/Binary/a-" + mark, body.replaceFirst("\\{", "{\"id\":\"a-" + mark + "\",")),
                "security-context", "system/Binary.u");
    }

    @Test
    void writesWithAContextThatTheTokenShows() {
        HttpAnswer created = a.send(SCOPES, "POST", "/Binary", binary("a"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(a.send(SCOPES, "DELETE", "/Binary/a-" + mark, null).status()).isEqualTo(200);
    }

    private HttpAnswer write(String method, String path, String id) {
        return switch (method) {
            case "PUT" -> a.send(SCOPES, method, path, "{\"resourceType\":\"Binary\",\"id\":\"" + id
                    + "\",\"contentType\":\"text/plain\"}");
            case "PATCH" -> a.send(SCOPES, method, path,
                    "[{\"op\":\"remove\",\"path\":\"/securityContext\"}]",
                    Map.of("Content-Type", "application/json-patch+json"));
            default -> a.send(SCOPES, method, path, null, Map.of("Accept", "application/fhir+json"));
        };
    }

    private String binary(String patient) {
        return "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"eA==\",\"securityContext\":"
                + "{\"reference\":\"Patient/" + patient + "-" + mark + "\"}}";
    }

    private void put(String url, String body) {
        HttpAnswer answer = client.send(EVERYTHING, "PUT", "/" + url,
                body.replaceFirst("\\{", "{\"id\":\"" + url.substring(url.indexOf('/') + 1) + "\","));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }
}
