package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a restricted grant does not show answers as what does not exist, to the byte (D-23). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiddenExistenceIT {

    private static final String ALL = "patient/*.cruds";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final Map<String, String> PATCHES = Map.of(
            "", "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"zh\"}]",
            "test", "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"x\"}]",
            "broken", "[{",
            "fhirpath", "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                    + "{\"name\":\"type\",\"valueCode\":\"delete\"},"
                    + "{\"name\":\"path\",\"valueString\":\"Observation.subject\"}]}]}");

    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    HiddenExistenceIT(Servers servers) {
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
        data.putAbout("Observation", "gone", "b");
        data.delete("Observation", "gone");
        data.putAbout("Observation", "mineGone", "a");
        data.delete("Observation", "mineGone");
        data.putAbout("Observation", "moved", "b");
        data.putAbout("Observation", "moved", "a");
        data.putAbout("Observation", "lost", "a");
        data.putAbout("Observation", "lost", "b");
    }

    Stream<Arguments> requests() {
        Stream<Arguments> plain = Stream.of("GET ", "HEAD ", "GET /_history/1", "GET /_history/2", "GET /_history/99",
                        "GET /_history", "GET /_history?_count=1", "GET ?_summary=count", "GET ?_elements=id", "PUT ",
                        "PATCH ", "PATCH test", "PATCH broken", "PATCH fhirpath", "DELETE ")
                .map(request -> Arguments.of(request, Map.of()));
        Stream<Arguments> conditional = Stream.of(
                        Map.of("If-None-Match", "W/\"1\""),
                        Map.of("If-None-Match", "*"),
                        Map.of("If-Match", "W/\"1\""),
                        Map.of("If-Match", "W/\"9\""),
                        Map.of("If-Modified-Since", "Sat, 21 Nov 2099 00:00:00 GMT"),
                        Map.of("Prefer", "return=representation"),
                        Map.of("X-Provenance", "{\"resourceType\":\"Provenance\"}"),
                        Map.of("Accept", "application/fhir+xml"))
                .flatMap(headers -> Stream.of("GET ", "HEAD ", "GET /_history/1", "PUT ", "PATCH ", "DELETE ")
                        .map(request -> Arguments.of(request, headers)));
        return Stream.concat(plain, conditional);
    }

    /** Other servers tell by 304 (If-None-Match), 410 (deleted) and 412 (If-Match) that a resource exists. */
    @ParameterizedTest
    @MethodSource("requests")
    void answersOthersDeletedAndUnknownResourcesAlike(String request, Map<String, String> headers) {
        HttpAnswer unknown = send(request, "Observation", "unknown", headers);
        assertThat(unknown.status()).as(unknown.body()).isEqualTo(404);
        for (String hidden : List.of("b", "gone", "mineGone", "lost")) {
            HttpAnswer answer = send(request, "Observation", hidden, headers);
            assertThat(answer.status()).as(hidden).isEqualTo(404);
            assertThat(answer.body()).as(hidden).isEqualTo(unknown.body());
            assertThat(told(answer)).as(hidden).isEqualTo(told(unknown));
        }
    }

    @Test
    void hidesTheVersionsThatWereAnotherPatients() {
        String moved = "/" + data.of("Observation", "moved");
        HttpAnswer unknown = a.get(ALL, "/Observation/unknown/_history/1");
        assertThat(a.get(ALL, moved + "/_history/1").body()).isEqualTo(unknown.body());
        assertThat(a.get(ALL, moved + "/_history/1").status()).isEqualTo(404);
        assertThat(a.get(ALL, moved + "/_history/2").status()).isEqualTo(200);
        assertThat(a.get(ALL, moved + "/_history/7").body()).isEqualTo(unknown.body());
        HttpAnswer history = a.get(ALL, moved + "/_history");
        assertThat(history.json().path("entry")).as(history.body()).hasSize(1);
        assertThat(history.json().has("total")).isFalse();
        assertThat(history.body()).contains(data.id("a")).doesNotContain(data.of("Patient", "b"));
    }

    @Test
    void leavesTheOrdinaryAnswersForWhatIsShown() {
        String own = "/" + data.of("Observation", "a");
        assertThat(a.send(ALL, "GET", own, null, Map.of("If-None-Match", "W/\"1\"")).status()).isEqualTo(304);
        assertThat(a.send(ALL, "PUT", own, data.body("Observation", "a", "a"), Map.of("If-Match", "W/\"9\""))
                .status()).isIn(409, 412);
        assertThat(a.send(ALL, "HEAD", own, null).status()).isEqualTo(200);
    }

    @Test
    void tellsNothingInAPageForABrowserEither() {
        HttpAnswer page = a.send(ALL, "GET", "/" + data.of("Observation", "b"), null, Map.of("Accept", "text/html"));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).doesNotContain(data.of("Patient", "b")).contains("The resource is not known");
    }

    @Test
    void changesNothingByARefusedWrite() {
        for (String request : List.of("PUT ", "PATCH ", "DELETE ")) {
            send(request, "Observation", "b", Map.of());
            send(request, "Observation", "unknown", Map.of());
        }
        HttpAnswer untouched = caller.get(Stored.EVERYTHING, "/" + data.of("Observation", "b"));
        assertThat(untouched.json().path("meta").path("versionId").asText()).isEqualTo("1");
        assertThat(untouched.body()).contains(data.of("Patient", "b"));
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Observation", "unknown")).status()).isEqualTo(404);
    }

    private HttpAnswer send(String request, String type, String name, Map<String, String> headers) {
        String method = request.substring(0, request.indexOf(' '));
        String suffix = request.substring(method.length() + 1);
        Map<String, String> all = new TreeMap<>(headers);
        String body = null;
        if (method.equals("PATCH")) {
            body = PATCHES.get(suffix);
            all.put("Content-Type", suffix.equals("fhirpath") ? "application/fhir+json" : JSON_PATCH);
            suffix = "";
        } else if (method.equals("PUT")) {
            body = data.body(type, name, "a");
        }
        return a.send(ALL, method, "/" + data.of(type, name) + suffix, body, all);
    }

    private static Map<String, List<String>> told(HttpAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> List.of("date", "x-request-id").contains(name.toLowerCase()));
        return headers;
    }
}
