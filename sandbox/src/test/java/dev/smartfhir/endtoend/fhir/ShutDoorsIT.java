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

/** Doors that stay shut for a token whose grant is restricted, whatever its scopes (D-01 to D-08, D-24). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShutDoorsIT {

    private static final String ALL = "patient/*.cruds";
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");

    private final TwoPatients data;
    private final Person a;

    ShutDoorsIT(Servers servers) {
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "/Observation/_history; restricted",
            "/Patient/_history; restricted",
            "/_history; system-wide",
            "/Observation?patient.name=Secret; search-through",
            "/Observation?subject:Patient.name=Secret; search-through",
            "/Observation?_sort=patient.name; search-through",
            "/Observation?_has:Provenance:target:recorded=gt2000; search-through",
            "/Patient?_has:Observation:subject:status=final; search-through",
            "/Observation?_filter=status+eq+final; search-through",
            "/Observation?_list=1; search-through",
            "/Observation?_contained=true; search-through",
            "/Observation?code:in=http://x; search-through",
            "/Observation?_text=x; full-text",
            "/Observation?_content=x; full-text",
            "/Patient/$everything; operation",
            "/Patient/OWN/$everything; operation",
            "/Patient/OWN/$meta; operation",
            "/Observation/$lastn; operation",
            "/$export; operation"})
    void refusesByTheRule(String path, String rule) {
        HttpAnswer answer = a.get(ALL, path.replace("OWN", data.id("a")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"" + rule + "\"");
        assertThat(answer.body()).doesNotContain("Secret").doesNotContain(data.id("b"));
    }

    /** A stock server has no search of everything; should it ever have, it needs the whole types. */
    @ParameterizedTest
    @ValueSource(strings = {"?_type=Observation,Patient", "?_id=1"})
    void findsNothingByASearchOfEverything(String query) {
        HttpAnswer answer = a.get(ALL, query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Secret").doesNotContain(data.mark());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void refusesConditionalWrites(String method) {
        HttpAnswer answer = a.send(ALL, method, "/Condition?subject=" + data.of("Patient", "a"),
                method.equals("DELETE") ? null : method.equals("PUT") ? data.body("Condition", "a") : "[]",
                method.equals("PATCH") ? JSON_PATCH : Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        HttpAnswer created = a.send(ALL, "POST", "/Condition", data.body("Condition", "a"),
                Map.of("If-None-Exist", "subject=" + data.of("Patient", "b")));
        assertThat(created.status()).isEqualTo(403);
    }

    @Test
    void refusesReferencesThatSearch() {
        String body = data.body("Observation", "a").replaceFirst("}$",
                ",\"encounter\":{\"reference\":\"Encounter?_id=" + data.id("b") + "\"}}");
        assertThat(a.send(ALL, "POST", "/Observation", body).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_include=Observation:subject", "_include=*", "_include:iterate=*",
            "_revinclude=Provenance:target", "_revinclude=*", "_include=Observation:performer&_include:iterate=*"})
    void includesNothingThatIsAnothersAndDoesNotCountWhatIsIncluded(String includes) {
        HttpAnswer answer = a.get(ALL, "/Observation?_total=accurate&" + includes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(PatientScopesIT.ids(answer)).containsOnly(data.id("a"));
        assertThat(answer.json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void showsNothingMoreByACompartmentUrl() {
        for (String patient : new String[] {"a", "b"}) {
            HttpAnswer answer = a.get(ALL, "/" + data.of("Patient", patient) + "/Observation");
            assertThat(answer.body()).doesNotContain(data.of("Observation", "b"));
            assertThat(answer.status()).as(answer.body()).isIn(400, 404);
        }
    }

    @Test
    void doesNotReuseTheResultsOfAnotherToken(Servers servers) {
        Person everybody = Person.user(servers, data.of("Practitioner", "doctor"));
        String search = "/Observation?_id=" + data.id("a") + "," + data.id("b");
        assertThat(PatientScopesIT.ids(everybody.get("user/*.rs", search))).hasSize(2);
        assertThat(PatientScopesIT.ids(a.get(ALL, search))).containsExactly(data.id("a"));
        assertThat(PatientScopesIT.ids(Person.patientInContext(servers, data.id("b")).get(ALL, search)))
                .containsExactly(data.id("b"));
        assertThat(PatientScopesIT.ids(everybody.get("user/*.rs", search))).hasSize(2);
    }
}
