package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scope with {@code ?parameter=value} opens what meets it, and nothing else (D-11, D-12, D-14, SCO-17, SCO-29). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConstrainedScopesIT {

    private final Labs data;
    private final String labs;

    ConstrainedScopesIT(Servers servers) {
        data = new Labs(servers);
        labs = "system/Observation.cruds?" + data.category("lab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "category=SYS|lab; lab1 lab2 lab3 labB",
            "category=SYS|vital; vital1 vital2 vitalB",
            "category=SYS|lab,SYS|vital; lab1 lab2 lab3 labB vital1 vital2 vitalB",
            "category=SYS|lab&code=SYS|special; lab3 labB",
            "category=SYS|lab&subject=Patient/a; lab1 lab2 lab3",
            "patient=Patient/b&code=SYS|plain; vitalB",
            "patient=b&category=SYS|lab; labB",
            "identifier=SYS|&category=lab; lab1 lab2 lab3 labB",
            "date=2026-01-10&identifier=SYS|; lab1 lab2 lab3 labB",
            "date=ge2026-02-01&identifier=SYS|; vital1 vital2 vitalB",
            "date=lt2026-02-01&identifier=SYS|; lab1 lab2 lab3 labB",
            "_security=SYS|one; lab1 vital1",
            "_security=SYS|one,SYS|two; lab1 lab2 vital1",
            "_security=one&identifier=SYS|; lab1 vital1",
            "_id=lab1; lab1",
            "category=|lab&identifier=SYS|; -",
            "category=SYS|none; -",
            "category=urn:other|lab; -",
            "patient=Patient/none; -"})
    void searchesCountsAndReadsWhatMeetsItAndNothingElse(String constraint, String names) {
        List<String> expected = names.equals("-") ? List.of() : List.of(names.split(" "));
        String scope = "system/Observation.rs?" + filled(constraint);
        assertThat(data.names(data.get(scope, data.all()))).containsExactlyElementsOf(expected);
        assertThat(data.get(scope, data.all()).json().path("total").asInt()).isEqualTo(expected.size());
        for (String count : List.of("&_summary=count", "&_count=0", "&_total=accurate")) {
            HttpAnswer answer = data.get(scope, data.all() + count);
            assertThat(answer.json().path("total").asInt(-1)).as(answer.body()).isEqualTo(expected.size());
        }
        for (String name : List.of("lab1", "lab3", "labB", "vital1", "vitalB")) {
            assertThat(data.get(scope, "/" + data.of("Observation", name)).status()).as(name)
                    .isEqualTo(expected.contains(name) ? 200 : 404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "&code=SYS%7Cspecial; lab3 labB",
            "&category=SYS%7Cvital; -",
            "&category=SYS%7Clab,SYS%7Cvital; lab1 lab2 lab3 labB",
            "&category:not=SYS%7Clab; -",
            "&_security:not=SYS%7Cone; lab2 lab3 labB",
            "&_id=LAB1,VITAL1; lab1",
            "&patient=B; labB"})
    void meansTheSameWhateverTheClientAsksFor(String asked, String names) {
        String query = data.all() + filled(asked).replace("LAB1", data.id("lab1"))
                .replace("VITAL1", data.id("vital1")).replace("=B", "=" + data.id("b"));
        for (Map<String, String> preference : List.of(
                Map.<String, String>of(), Map.of("Prefer", "handling=lenient"), Map.of("Prefer", "handling=strict"))) {
            HttpAnswer answer = data.client().send(labs, "GET", query, null, preference);
            assertThat(data.names(answer)).containsExactlyElementsOf(
                    names.equals("-") ? List.of() : List.of(names.split(" ")));
        }
    }

    @Test
    void pagesThroughWhatMeetsIt() {
        List<String> names = new ArrayList<>();
        JsonNode page = data.get(labs, data.all() + "&_count=1").json();
        for (int i = 0; i < 10; i++) {
            assertThat(page.path("entry")).hasSizeLessThanOrEqualTo(1);
            page.path("entry").forEach(entry -> names.add(entry.path("resource").path("id").asText()));
            String next = Labs.next(page);
            if (next == null) {
                break;
            }
            assertThat(data.client().follow("system/Observation.rs?" + data.category("vital"), next).status())
                    .isEqualTo(410);
            page = data.client().follow(labs, next).json();
        }
        assertThat(names).containsExactly(data.id("lab1"), data.id("lab2"), data.id("lab3"), data.id("labB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void knowsNothingOfWhatDoesNotMeetIt(String method) {
        HttpAnswer hidden = data.send(labs, method, "/" + data.of("Observation", "vital1"), null);
        HttpAnswer unknown = data.send(labs, method, "/" + data.of("Observation", "unknown"), null);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(data.get(labs, "/" + data.of("Observation", "vital1") + "/_history").status()).isEqualTo(404);
        assertThat(data.get(labs, "/" + data.of("Observation", "vital1") + "/_history/1").status()).isEqualTo(404);
    }

    @Test
    void showsAVersionOnlyWhereItAndTheCurrentOneMeetIt() {
        data.observation("moved", "a", "lab", "plain", null);
        data.observation("moved", "a", "vital", "plain", null);
        String path = "/" + data.of("Observation", "moved");
        assertThat(data.get(labs, path + "/_history/1").status()).isEqualTo(404);
        assertThat(data.get(labs, path + "/_history").status()).isEqualTo(404);
        data.observation("moved", "a", "lab", "special", null);
        assertThat(data.get(labs, path + "/_history/1").status()).isEqualTo(200);
        assertThat(data.get(labs, path + "/_history/2").status()).isEqualTo(404);
        JsonNode history = data.get(labs, path + "/_history").json();
        assertThat(history.path("entry")).hasSize(2);
        assertThat(history.has("total")).isFalse();
        assertThat(history.toString()).doesNotContain("\"vital\"");
        data.send(Stored.EVERYTHING, "DELETE", path, null);
        assertThat(data.get(labs, path).status()).isEqualTo(404);
    }

    @Test
    void createsWhatMeetsItAndRefusesWhatDoesNot() {
        HttpAnswer created = data.send(labs, "POST", "/Observation", data.body(null, "a", "lab", "made", null));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Refusal.of(data.send(labs, "POST", "/Observation", data.body(null, "a", "vital", "made", null)),
                "constraint", "system/Observation.c");
        assertThat(data.send(labs, "PUT", "/" + data.of("Observation", "new"),
                data.body("new", "a", "lab", "made", null)).status()).isEqualTo(404);
        data.send(Stored.EVERYTHING, "DELETE", "/Observation/" + created.json().path("id").asText(), null);
    }

    @Test
    void updatesPatchesAndDeletesOnlyWhatMeetsItBeforeAndAfter() {
        data.observation("mine", "a", "lab", "made", null);
        data.observation("other", "a", "vital", "made", null);
        String mine = "/" + data.of("Observation", "mine");
        String other = "/" + data.of("Observation", "other");
        assertThat(data.send(labs, "PUT", mine, data.body("mine", "b", "lab", "made", null)).status()).isEqualTo(200);
        Refusal.of(data.send(labs, "PUT", mine, data.body("mine", "a", "vital", "made", null)),
                "constraint", "system/Observation.u");
        assertThat(data.send(labs, "PUT", other, data.body("other", "a", "lab", "made", null)).status())
                .isEqualTo(404);
        assertThat(patch(mine, "/code/text", "\"x\"").status()).isEqualTo(200);
        Refusal.of(patch(mine, "/category/0/coding/0/code", "\"vital\""), "constraint", "system/Observation.u");
        assertThat(patch(other, "/category/0/coding/0/code", "\"lab\"").status()).isEqualTo(404);
        assertThat(data.send(labs, "DELETE", other, null).status()).isEqualTo(404);
        assertThat(data.send(labs, "DELETE", mine, null).status()).isEqualTo(200);
        data.send(Stored.EVERYTHING, "DELETE", other, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "GET; /Observation/_history",
            "DELETE; /Observation?identifier=x",
            "PUT; /Observation?identifier=x",
            "POST; /Observation"})
    void refusesWhatCannotBeJudgedResourceByResource(String method, String path) {
        String body = method.equals("GET") || method.equals("DELETE")
                ? null : data.body(null, "a", "lab", "plain", null);
        HttpAnswer answer = data.client().send(labs, method, path, body,
                method.equals("POST") ? Map.of("If-None-Exist", "identifier=x") : Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain(data.system());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/Patient?_has:Observation:subject:code=x",
            "/DiagnosticReport?result.code=x",
            "/Observation?_filter=code%20eq%20x",
            "/Observation?_text=x",
            "/Observation?_content=x",
            "/DiagnosticReport?_sort=result.code"})
    void refusesSearchesThroughATypeThatIsOpenInPart(String path) {
        String scopes = labs + " system/Patient.rs system/DiagnosticReport.rs";
        assertThat(data.get(scopes, path).status()).isEqualTo(403);
    }

    private HttpAnswer patch(String path, String element, String value) {
        return data.client().send(labs, "PATCH", path,
                "[{\"op\":\"add\",\"path\":\"" + element + "\",\"value\":" + value + "}]",
                Map.of("Content-Type", "application/json-patch+json"));
    }

    private String filled(String text) {
        return text.replace("SYS", data.system()).replaceAll("(Patient/|patient=|_id=)(a|b|none|lab1)\\b",
                "$1$2-" + data.id("").substring(1));
    }
}
