package dev.smartfhir.endtoend.fhir;

import static dev.smartfhir.endtoend.fhir.PatientScopesIT.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A token for a patient writes what is about that patient and nobody else, before and after (D-10, D-11). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientWritesIT {

    private static final String OBSERVATION = "\"status\":\"final\",\"code\":{\"text\":\"x\"}";
    private static final String ALL = "patient/*.cruds";
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");

    private final TwoPatients data;
    private final Person a;

    PatientWritesIT(Servers servers) {
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
    }

    @Test
    void createsOnlyWhatIsAboutThePatient() {
        HttpAnswer own = a.send("patient/Observation.cr", "POST", "/Observation", data.body("Observation", "a"));
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(own.body()).contains(data.id("a"));
        HttpAnswer unread = a.send("patient/Observation.c", "POST", "/Observation", data.body("Observation", "a"));
        assertThat(unread.status()).isEqualTo(201);
        assertThat(unread.body()).isEmpty();
        for (HttpAnswer created : List.of(own, unread)) {
            String path = created.header("Location").replaceAll(".*/Observation/([^/]*)/.*", "/Observation/$1");
            assertThat(a.send("patient/Observation.d", "DELETE", path, null).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("foreignBodies")
    void refusesToCreateOrToMakeOfAnUpdateWhatIsNotAboutThePatientAlone(String type, String body) {
        Refusal.of(a.send(ALL, "POST", "/" + type, body), "compartment", "system/" + type + ".c");
        if (!type.equals("Patient")) {
            String update = body.replaceFirst(",", ",\"id\":\"" + data.id("a") + "\",");
            Refusal.of(a.send(ALL, "PUT", "/" + data.of(type, "a"), update), "compartment", "system/" + type + ".u");
        }
        assertThat(ids(a.get(ALL, "/" + type))).containsExactly(data.id("a"));
    }

    Stream<Arguments> foreignBodies() {
        String head = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"}";
        String own = data.reference("a");
        return Stream.of(
                data.body("Observation", "b"),
                head + "}",
                head + ",\"subject\":{\"identifier\":{\"value\":\"A123\"}}}",
                head + ",\"subject\":{\"display\":\"" + data.of("Patient", "a") + "\"}}",
                head + ",\"subject\":{\"reference\":\"" + data.of("Patient", "a").toLowerCase() + "\"}}",
                head + ",\"subject\":{\"reference\":\"#p\"},"
                        + "\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\"}]}",
                head + ",\"subject\":{\"reference\":\"https://elsewhere.example/fhir/" + data.of("Patient", "a")
                        + "\"}}",
                head + ",\"subject\":" + data.reference("b") + ",\"performer\":[" + own + "]}",
                head + ",\"subject\":{\"identifier\":{\"value\":\"A123\"}},\"performer\":[" + own + "]}")
                .map(body -> Arguments.of("Observation", body));
    }

    @Test
    void refusesACreateThatLeadsToAnotherPatient() {
        String body = data.body("Observation", "a").replaceFirst("}$",
                ",\"focus\":[" + data.reference("b") + "]}");
        Refusal.of(a.send(ALL, "POST", "/Observation", body), "compartment", "system/Observation.c");
        String unknown = body.replace(data.of("Patient", "b"), "Patient/unknown");
        Refusal.of(a.send(ALL, "POST", "/Observation", unknown), "compartment", "system/Observation.c");
    }

    /** Whether the other patient exists would otherwise be told by 200 and 409. */
    @Test
    void refusesAnUpdateThatLeadsToAnotherPatientBeItKnownOrUnknown() {
        String known = data.body("Observation", "a", "a").replaceFirst("}$",
                ",\"focus\":[" + data.reference("b") + "]}");
        HttpAnswer refused = a.send(ALL, "PUT", "/" + data.of("Observation", "a"), known);
        HttpAnswer unknown = a.send(ALL, "PUT", "/" + data.of("Observation", "a"),
                known.replace(data.of("Patient", "b"), "Patient/unknown"));
        Refusal.of(refused, "compartment", "system/Observation.u");
        assertThat(unknown.body()).isEqualTo(refused.body());
    }

    @Test
    void neverCreatesAPatient() {
        Refusal.of(a.send(ALL, "POST", "/Patient", "{\"resourceType\":\"Patient\",\"id\":\"" + data.id("a") + "\"}"),
                "compartment", "system/Patient.c");
        assertThat(a.send(ALL, "PUT", "/Patient/new-" + data.mark(),
                "{\"resourceType\":\"Patient\",\"id\":\"new-" + data.mark() + "\"}").status()).isEqualTo(404);
    }

    @Test
    void updatesPatchesAndDeletesWhatIsAboutThePatient() {
        data.putAbout("Condition", "mine", "a");
        HttpAnswer updated = a.send("patient/Condition.u", "PUT", "/" + data.of("Condition", "mine"),
                data.body("Condition", "mine", "a").replaceFirst("}$", ",\"recordedDate\":\"2026-01-01\"}"));
        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(updated.body()).isEmpty();
        HttpAnswer patched = a.send("patient/Condition.ru", "PATCH", "/" + data.of("Condition", "mine"),
                "[{\"op\":\"replace\",\"path\":\"/recordedDate\",\"value\":\"2026-02-02\"}]", JSON_PATCH);
        assertThat(patched.text("recordedDate")).as(patched.body()).isEqualTo("2026-02-02");
        HttpAnswer own = a.send("patient/Patient.ru", "PATCH", "/" + data.of("Patient", "a"),
                "[{\"op\":\"test\",\"path\":\"/active\",\"value\":true},"
                        + "{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]", JSON_PATCH);
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(a.send("patient/Condition.d", "DELETE", "/" + data.of("Condition", "mine"), null).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"b", "unknown"})
    void refusesAnUpdateOrPatchThatGivesAResourceAway(String to) {
        String away = data.body("Condition", "a", to);
        Refusal.of(a.send(ALL, "PUT", "/" + data.of("Condition", "a"), away), "compartment", "system/Condition.u");
        HttpAnswer patched = a.send(ALL, "PATCH", "/" + data.of("Condition", "a"),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"" + data.of("Patient", to) + "\"}]",
                JSON_PATCH);
        Refusal.of(patched, "compartment", "system/Condition.u");
        assertThat(a.get(ALL, "/" + data.of("Condition", "a")).body()).contains(data.of("Patient", "a"));
    }

    @Test
    void refusesToTakeAResourceOfAnotherPatient() {
        HttpAnswer taken = a.send(ALL, "PUT", "/" + data.of("Condition", "b"), data.body("Condition", "b", "a"));
        assertThat(taken.status()).isEqualTo(404);
        HttpAnswer patched = a.send(ALL, "PATCH", "/" + data.of("Condition", "b"),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"" + data.of("Patient", "a") + "\"}]",
                JSON_PATCH);
        assertThat(patched.status()).isEqualTo(404);
        assertThat(ids(a.get(ALL, "/Condition"))).containsExactly(data.id("a"));
    }

    @Test
    void neitherTakesNorDeletesWhatIsAboutAnotherPatientToo() {
        data.put("Observation", "shared", OBSERVATION + ",\"subject\":" + data.reference("b")
                + ",\"performer\":[" + data.reference("a") + "]");
        String path = "/" + data.of("Observation", "shared");
        assertThat(a.get(ALL, path).status()).isEqualTo(200);
        assertThat(a.send(ALL, "PUT", path, data.body("Observation", "shared", "a")).status()).isEqualTo(404);
        assertThat(a.send(ALL, "PATCH", path, "[{\"op\":\"remove\",\"path\":\"/performer\"}]", JSON_PATCH).status())
                .isEqualTo(404);
        assertThat(a.send(ALL, "DELETE", path, null).status()).isEqualTo(404);
        assertThat(a.get(ALL, path).json().path("subject").path("reference").asText())
                .isEqualTo(data.of("Patient", "b"));
        data.delete("Observation", "shared");
    }

    @Test
    void pushesNothingIntoTheCompartmentOfAPatientThatWasNamedElsewhereBefore() {
        data.put("Observation", "about", OBSERVATION + ",\"subject\":" + data.reference("a")
                + ",\"focus\":[" + data.reference("b") + "]");
        String pushed = data.body("Observation", "about", "a")
                .replaceFirst("}$", ",\"performer\":[" + data.reference("b") + "]}");
        Refusal.of(a.send(ALL, "PUT", "/" + data.of("Observation", "about"), pushed),
                "compartment", "system/Observation.u");
        data.delete("Observation", "about");
    }
}
