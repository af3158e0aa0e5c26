package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each interaction is opened by its own letter and by no other (section 9.3). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LettersIT {

    private static final String NOBODY = "{\"resourceType\":\"Patient\"}";

    private final Caller caller;
    private final Stored stored;

    LettersIT(Servers servers) {
        caller = new Caller(servers);
        stored = new Stored(caller);
    }

    static Stream<Arguments> interactions() {
        return Stream.of(
                Arguments.of("GET", "PAT", null, 'r'), Arguments.of("HEAD", "PAT", null, 'r'),
                Arguments.of("GET", "PAT/_history/1", null, 'r'), Arguments.of("GET", "PAT/_history", null, 'r'),
                Arguments.of("GET", "/Patient/unknown", null, 'r'),
                Arguments.of("GET", "/Patient?name=FAMILY", null, 's'), Arguments.of("GET", "/Patient", null, 's'),
                Arguments.of("POST", "/Patient/_search", "name=FAMILY", 's'),
                Arguments.of("GET", "/Patient/_history?_count=1", null, 's'),
                Arguments.of("POST", "/Patient", NOBODY, 'c'),
                Arguments.of("PUT", "PAT", "OWN", 'u'), Arguments.of("PUT", "/Patient/new-MARK", "NEW", 'u'),
                Arguments.of("PATCH", "PAT", "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]", 'u'),
                Arguments.of("DELETE", "/Patient/gone-MARK", null, 'd'));
    }

    @ParameterizedTest
    @MethodSource("interactions")
    void opensAnInteractionToItsLetterOnly(String method, String path, String body, char letter) {
        String others = "cruds".replace(String.valueOf(letter), "");
        HttpAnswer refused = send("system/Patient." + others + " system/Claim.cruds", method, path, body);
        if (method.equals("HEAD")) {
            assertThat(refused.status()).isEqualTo(403);
        } else {
            Refusal.of(refused, "interaction", "system/Patient." + letter);
        }
        HttpAnswer allowed = send("system/Patient." + letter, method, path, body);
        assertThat(allowed.status()).as(allowed.body()).isIn(200, 201, 204, path.endsWith("unknown") ? 404 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_history", "/?_type=Patient"})
    void keepsTheWholeSystemToScopesForAllTypes(String path) {
        assertThat(caller.get("system/Claim.cruds", path).status()).isIn(400, 403);
    }

    @Test
    void refusesSystemHistoryBelowSearchOnEverything() {
        Refusal.of(caller.get("system/Patient.cruds", "/_history"), "system-wide", "system/*.s");
        assertThat(caller.get("system/*.s", "/_history?_count=1").status()).isEqualTo(200);
    }

    @Test
    void letsTheTwpasScopesSubmitABundleAndReadDecisionsAndNothingElse() {
        String twpas = "system/Bundle.crs system/ClaimResponse.rs";
        String collection = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                + "{\"resourceType\":\"Patient\",\"id\":\"inside\"}}]}";
        HttpAnswer created = caller.send(twpas, "POST", "/Bundle", collection);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("entry")).hasSize(1);
        HttpAnswer read = caller.get(twpas, "/Bundle/" + created.text("id"));
        assertThat(read.json().path("entry").path(0).path("resource").path("resourceType").asText())
                .isEqualTo("Patient");
        assertThat(caller.get(twpas, stored.decisions()).json().path("entry")).hasSize(Stored.DECISIONS);
        Refusal.of(caller.send(twpas, "PUT", "/Bundle/" + created.text("id"),
                collection.replace("\"type\"", "\"id\":\"" + created.text("id") + "\",\"type\"")),
                "interaction", "system/Bundle.u");
        Refusal.of(caller.send(twpas, "DELETE", "/Bundle/" + created.text("id"), null),
                "interaction", "system/Bundle.d");
        Refusal.of(caller.get(twpas, "/" + stored.of("Patient", "pat")), "interaction", "system/Patient.r");
        assertThat(caller.send(twpas, "POST", "", collection).status()).isEqualTo(400);
    }

    @Test
    void refusesPrivilegedWritesToAWildcardAndWithoutTheOperator() {
        String subscription = "{\"resourceType\":\"Subscription\",\"status\":\"requested\",\"reason\":\"x\","
                + "\"criteria\":\"Patient?\",\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"http://localhost/\"}}";
        Refusal.of(caller.send("system/*.cruds", "POST", "/Subscription", subscription), "privileged-write", null);
        Refusal.of(caller.send("system/Subscription.c", "POST", "/Subscription", subscription),
                "privileged-write", null);
        Refusal.of(caller.send("system/*.cruds", "DELETE", "/StructureDefinition/x", null), "privileged-write", null);
    }

    private HttpAnswer send(String scope, String method, String path, String body) {
        String id = stored.of("Patient", "pat").substring("Patient/".length());
        String url = path.replace("PAT", "/Patient/" + id).replace("FAMILY", stored.family())
                .replace("MARK", stored.mark());
        String own = body == null ? null : body
                .replace("FAMILY", stored.family())
                .replace("OWN", "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}")
                .replace("NEW", "{\"resourceType\":\"Patient\",\"id\":\"new-" + stored.mark() + "\"}");
        Map<String, String> headers = switch (method) {
            case "PATCH" -> Map.of("Content-Type", "application/json-patch+json");
            case "POST" -> path.endsWith("_search")
                    ? Map.of("Content-Type", "application/x-www-form-urlencoded") : Map.of();
            default -> Map.of();
        };
        return caller.send(scope, method, url, own, headers);
    }
}
