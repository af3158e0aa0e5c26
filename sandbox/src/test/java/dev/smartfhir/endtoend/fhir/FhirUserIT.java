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

/** {@code openid fhirUser} opens the read of the user's own resource, whatever the other scopes (ID-13, trap 20). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirUserIT {

    private static final String SCOPE = "openid fhirUser patient/Observation.rs";

    private final Servers servers;
    private final TwoPatients data;
    private final Person doctor;

    FhirUserIT(Servers servers) {
        this.servers = servers;
        data = new TwoPatients(new Caller(servers));
        data.put("Practitioner", "other", "\"active\":true");
        doctor = Person.user(servers, data.of("Practitioner", "doctor")).with("patient", data.id("a"));
    }

    @Test
    void readsTheUsersOwnResource() {
        HttpAnswer own = doctor.get(SCOPE, "/" + data.of("Practitioner", "doctor"));
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(own.text("id")).isEqualTo(data.id("doctor"));
        assertThat(doctor.send("openid fhirUser", "HEAD", "/" + data.of("Practitioner", "doctor"), null).status())
                .isEqualTo(200);
    }

    @Test
    void readsTheUserWhoIsAPatientBesideAnotherPatientInContext() {
        Person mother = Person.user(servers, data.of("Patient", "b")).with("patient", data.id("a"));
        assertThat(mother.get("openid fhirUser patient/*.rs", "/" + data.of("Patient", "b")).status()).isEqualTo(200);
        assertThat(mother.get("openid fhirUser patient/*.rs", "/" + data.of("Patient", "b") + "/_history/1").status())
                .isEqualTo(404);
        assertThat(mother.get("openid fhirUser patient/*.rs", "/" + data.of("Observation", "b")).status())
                .isEqualTo(404);
        assertThat(PatientScopesIT.ids(mother.get("openid fhirUser patient/*.rs", "/Patient")))
                .containsExactly(data.id("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid patient/Observation.rs", "fhirUser patient/Observation.rs",
            "patient/Observation.rs", "profile offline_access", "launch/patient"})
    void needsBothScopes(String scope) {
        assertThat(doctor.get(scope, "/" + data.of("Practitioner", "doctor")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"other, ''", "unknown, ''", "doctor, /_history", "doctor, /_history/1", "doctor, /$everything",
            "doctor, /$meta"})
    void readsNothingElse(String name, String suffix) {
        HttpAnswer answer = doctor.get(SCOPE, "/" + data.of("Practitioner", name) + suffix);
        assertThat(answer.status()).as(answer.body()).isIn(403, 400);
    }

    @Test
    void neitherSearchesNorWritesTheUser() {
        assertThat(doctor.get(SCOPE, "/Practitioner?_id=" + data.id("doctor")).status()).isEqualTo(403);
        assertThat(doctor.send(SCOPE, "DELETE", "/" + data.of("Practitioner", "doctor"), null).status())
                .isEqualTo(403);
        assertThat(doctor.send(SCOPE, "PUT", "/" + data.of("Practitioner", "doctor"),
                "{\"resourceType\":\"Practitioner\",\"id\":\"" + data.id("doctor") + "\"}").status()).isEqualTo(403);
        assertThat(doctor.send(SCOPE, "PATCH", "/" + data.of("Practitioner", "doctor"), "[]",
                Map.of("Content-Type", "application/json-patch+json")).status()).isEqualTo(403);
    }

    @Test
    void readsNobodyOfAnotherServer() {
        Person foreign = Person.user(servers, "https://elsewhere.example/fhir/" + data.of("Practitioner", "doctor"));
        assertThat(foreign.get("openid fhirUser", "/" + data.of("Practitioner", "doctor")).status()).isEqualTo(403);
    }
}
