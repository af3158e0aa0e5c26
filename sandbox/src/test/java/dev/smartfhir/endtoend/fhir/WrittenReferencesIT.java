package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token for a patient writes leads to nothing of another patient's, and does not tell what exists (D-23). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrittenReferencesIT {

    private static final String ALL = "patient/*.cruds";
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");

    private final String base;
    private final TwoPatients data;
    private final Person a;

    WrittenReferencesIT(Servers servers) {
        base = servers.fhirBase().toString();
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
    }

    /** HAPI stores each of them as a reference to the patient, and so tells by 201 and 409 who exists. */
    @ParameterizedTest
    @ValueSource(strings = {"/Patient/ID", "./Patient/ID", "x/Patient/ID", "Patient/ID/_history/", "BASE/Patient/ID"})
    void refusesAReferenceToAnotherPatientHoweverItIsWritten(String reference) {
        for (String id : List.of(data.id("b"), "unknown")) {
            String written = reference.replace("ID", id).replace("BASE", base);
            String body = data.body("Observation", "a")
                    .replaceFirst("}$", ",\"performer\":[{\"reference\":\"" + written + "\"}]}");
            Refusal.of(a.send(ALL, "POST", "/Observation", body), "compartment", "system/Observation.c");
        }
    }

    @Test
    void doesNotTellByAReferenceWhichOfAnotherPatientsResourcesExist() {
        String body = data.body("Condition", "a").replaceFirst("}$", ",\"encounter\":{\"reference\":\"ENCOUNTER\"}}");
        HttpAnswer other = a.send(ALL, "POST", "/Condition", body.replace("ENCOUNTER", data.of("Encounter", "b")));
        HttpAnswer unknown = a.send(ALL, "POST", "/Condition", body.replace("ENCOUNTER", "Encounter/unknown"));
        assertThat(other.status()).as(other.body()).isEqualTo(409);
        assertThat(other.body()).isEqualTo(unknown.body());
        for (String target : List.of(data.of("Encounter", "b"), "Encounter/unknown")) {
            HttpAnswer patched = a.send(ALL, "PATCH", "/" + data.of("Condition", "a"), "[{\"op\":\"add\","
                    + "\"path\":\"/encounter\",\"value\":{\"reference\":\"" + target + "\"}}]", JSON_PATCH);
            assertThat(patched.body()).isEqualTo(unknown.body());
        }
        HttpAnswer own = a.send(ALL, "POST", "/Condition", body.replace("ENCOUNTER", data.of("Encounter", "a")));
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(a.send(ALL, "DELETE", "/Condition/" + own.text("id"), null).status()).isEqualTo(200);
    }
}
