package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code patient/} opens what is about the patient in the token, and nothing else (D-10, D-19, SCO-21). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientScopesIT {

    private static final String ALL = "patient/*.cruds";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final Servers servers;
    private final TwoPatients data;
    private final Person a;

    PatientScopesIT(Servers servers) {
        this.servers = servers;
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
    }

    static Stream<String> types() {
        return TwoPatients.DATA.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void findsTheOwnResourceAndNoOtherByUrlByBodyAndByCount(String type) {
        String both = "_id=" + data.id("a") + "," + data.id("b");
        for (HttpAnswer answer : new HttpAnswer[] {
                a.get("patient/" + type + ".s", "/" + type + "?" + both),
                a.send("patient/" + type + ".s", "POST", "/" + type + "/_search", both, FORM),
                a.get("patient/" + type + ".s", "/" + type + "?_total=accurate"),
                a.get("patient/" + type + ".s", "/" + type + "?_count=1&_offset=0"),
                a.get("patient/*.rs", "/" + type)}) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(ids(answer)).containsExactly(data.id("a"));
            assertThat(answer.json().path("total").asInt(1)).isEqualTo(1);
            assertThat(answer.body()).doesNotContain(data.of(type, "b"));
        }
        for (String count : List.of("_summary=count", "_count=0", "_summary=count&" + both)) {
            assertThat(a.get(ALL, "/" + type + "?" + count).json().path("total").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsTheOwnResourceItsVersionAndItsHistoryAndNoOther(String type) {
        for (String suffix : List.of("", "/_history/1", "/_history")) {
            HttpAnswer own = a.get("patient/" + type + ".r", "/" + data.of(type, "a") + suffix);
            assertThat(own.status()).as(own.body()).isEqualTo(200);
            assertThat(own.body()).contains(data.id("a"));
            assertThat(own.json().has("total")).isFalse();
            HttpAnswer other = a.get("patient/" + type + ".r", "/" + data.of(type, "b") + suffix);
            assertThat(other.status()).as(other.body()).isEqualTo(404);
            assertThat(other.body()).doesNotContain(data.id("b"));
        }
    }

    @Test
    void treatsThePatientAsItsOwnByIdAndALinkedPatientAsAnother() {
        data.put("Patient", "linked", "\"link\":[{\"other\":" + data.reference("a") + ",\"type\":\"seealso\"}]");
        HttpAnswer found = a.get("patient/Patient.s", "/Patient");
        assertThat(ids(found)).containsExactly(data.id("a"));
        assertThat(found.json().path("total").asInt(1)).isEqualTo(1);
        for (String other : List.of("b", "linked", "unknown")) {
            HttpAnswer none = a.get("patient/Patient.s", "/Patient?_total=accurate&_id=" + data.id(other));
            assertThat(none.json().path("total").asInt(-1)).as(none.body()).isZero();
        }
        assertThat(ids(a.get("patient/Patient.s", "/Patient?link=" + data.of("Patient", "a")))).isEmpty();
        assertThat(a.get("patient/Patient.r", "/" + data.of("Patient", "a")).status()).isEqualTo(200);
        assertThat(a.get("patient/Patient.r", "/" + data.of("Patient", "linked")).status()).isEqualTo(404);
        assertThat(a.get("patient/Patient.r", "/" + data.of("Patient", "b")).status()).isEqualTo(404);
    }

    /** HAPI negates every condition on {@code _id} where one is: a compartment by {@code _id} would turn over. */
    @ParameterizedTest
    @CsvSource({"Patient, _id:not=OWN, 0", "Patient, _id:not=OTHER, 1", "Patient, _id:missing=true, 0",
            "Encounter, _id:not=OWN, 0", "Encounter, _id:not=OTHER, 1", "Encounter, patient:missing=true, 0",
            "Encounter, patient:missing=false, 1", "Encounter, patient:Patient=OTHER, 0",
            "Appointment, actor:missing=true, 0", "Appointment, actor:Patient=OTHER, 0"})
    void doesNotLetAModifierTurnTheCompartmentOver(String type, String query, int total) {
        String asked = query.replace("OWN", data.id("a")).replace("OTHER", data.id("b"));
        for (String count : List.of("_summary=count", "_total=accurate")) {
            HttpAnswer answer = a.get(ALL, "/" + type + "?" + count + "&" + asked);
            assertThat(answer.json().path("total").asInt(-1)).as(answer.body()).isEqualTo(total);
        }
    }

    @Test
    void keepsTheClientsOwnQueryBesideTheCompartment() {
        String other = data.of("Patient", "b");
        for (String query : List.of("patient=" + other, "subject=" + other, "subject:Patient=" + data.id("b"),
                "patient=" + data.id("b"), "performer=" + other, "subject:missing=true", "status=registered",
                "_id=" + data.id("b"), "_tag=x", "_profile=http://x/y", "_security=x%7Cy",
                "_lastUpdated=lt2000-01-01", "patient=" + data.id("a") + "&patient=" + data.id("b"))) {
            HttpAnswer answer = a.get("patient/Observation.s", "/Observation?_total=accurate&" + query);
            assertThat(answer.status()).as(query + answer.body()).isEqualTo(200);
            assertThat(answer.json().path("total").asInt(-1)).as(query).isZero();
            assertThat(ids(answer)).as(query).isEmpty();
        }
        for (String query : List.of("subject:missing=false", "status:not=registered", "status=final",
                "patient=" + data.id("a") + "," + data.id("b"), "_tag:not=x", "_sort=-_lastUpdated", "_elements=id",
                "_summary=true", "_summary=text", "_lastUpdated=gt2000-01-01")) {
            HttpAnswer answer = a.get("patient/Observation.s", "/Observation?_total=accurate&" + query);
            assertThat(answer.json().path("total").asInt(-1)).as(query + answer.body()).isEqualTo(1);
            assertThat(ids(answer)).as(query).containsExactly(data.id("a"));
        }
    }

    @Test
    void findsWhatIsInTheCompartmentByAnyOfItsParametersOnceEach() {
        data.put("Observation", "performed", "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"performer\":["
                + "{\"reference\":\"" + data.of("Practitioner", "doctor") + "\"}," + data.reference("b") + "]");
        Person b = Person.patientInContext(servers, data.id("b"));
        HttpAnswer found = b.get("patient/Observation.s", "/Observation?_total=accurate");
        assertThat(ids(found)).containsExactlyInAnyOrder(data.id("b"), data.id("performed"));
        assertThat(found.json().path("total").asInt()).isEqualTo(2);
        assertThat(b.get("patient/Observation.s", "/Observation?_summary=count").json().path("total").asInt())
                .isEqualTo(2);
        assertThat(b.get("patient/Observation.r", "/" + data.of("Observation", "performed")).status()).isEqualTo(200);
        data.delete("Observation", "performed");
    }

    /** HAPI's parser of filters takes such an id for a number, a word of its own or nothing that it knows. */
    @ParameterizedTest
    @ValueSource(strings = {"3f2a-", "1e5", "0x1f", "2026-01-01", "1.0-x", "-x", ".x", "a.b", "or", "not"})
    void findsThePatientWhateverTheIdIsMadeOf(String start) {
        String id = start + data.mark();
        data.putPatient(id);
        Person person = Person.patientInContext(servers, id);
        HttpAnswer patients = person.get(ALL, "/Patient?_total=accurate");
        assertThat(ids(patients)).as(patients.body()).containsExactly(id);
        HttpAnswer observations = person.get(ALL, "/Observation?_total=accurate");
        assertThat(ids(observations)).as(observations.body()).containsExactly("obs" + id);
        assertThat(observations.json().path("total").asInt()).isEqualTo(1);
        assertThat(person.get(ALL, "/Observation/obs" + id).status()).isEqualTo(200);
    }

    static List<String> ids(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(resource -> resource.path("id"))
                .map(JsonNode::asText)
                .toList();
    }
}
