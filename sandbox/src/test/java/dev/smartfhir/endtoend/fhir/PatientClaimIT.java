package dev.smartfhir.endtoend.fhir;

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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code patient/} grants nothing outside the Patient compartment, nor without one patient in the token (D-19). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientClaimIT {

    private static final String ALL = "patient/*.cruds";

    private final Servers servers;
    private final TwoPatients data;
    private final Person a;

    PatientClaimIT(Servers servers) {
        this.servers = servers;
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "Organization", "Location", "Medication", "Bundle", "Binary", "Group",
            "Device", "Subscription", "ValueSet", "Slot"})
    void refusesTypesThatAreNotAboutAPatientBeforeLookingAnythingUp(String type) {
        for (String path : List.of("/" + type, "/" + type + "/" + data.id("doctor"), "/" + type + "/unknown")) {
            HttpAnswer answer = a.get(ALL, path);
            boolean search = path.equals("/" + type);
            Refusal.of(answer, "interaction", "system/" + type + (search ? ".s" : ".r"));
        }
    }

    @Test
    void hintsAtTheSmallestScopeThatFitsTheToken() {
        Refusal.of(a.get("patient/Claim.r", "/Observation"), "interaction", "patient/Observation.s");
        Refusal.of(a.with("fhirUser", data.of("Practitioner", "doctor")).get("patient/Claim.r", "/Organization"),
                "interaction", "user/Organization.s");
        Refusal.of(a.get("patient/Observation.s", "/" + data.of("Observation", "a")),
                "interaction", "patient/Observation.r");
    }

    @Test
    void grantsNothingWithoutAPatientInContext() {
        Refusal.of(Person.nobody(servers).get(ALL, "/Observation"), "interaction", "system/Observation.s");
        assertThat(Person.nobody(servers).get(ALL + " system/ClaimResponse.rs", "/ClaimResponse").status())
                .isEqualTo(200);
    }

    /** A peer took the first of several patients in a token. */
    @ParameterizedTest
    @MethodSource("brokenClaims")
    void grantsNothingForAPatientClaimOfAnotherShape(Object claim) {
        Person broken = Person.patientInContext(servers, claim);
        assertThat(broken.get(ALL, "/Observation").status()).isEqualTo(403);
        assertThat(broken.get(ALL, "/" + data.of("Patient", "a")).status()).isEqualTo(403);
        assertThat(broken.send(ALL, "POST", "/Observation", data.body("Observation", "a")).status()).isEqualTo(403);
    }

    Stream<Object> brokenClaims() {
        return Stream.of(data.of("Patient", "a"), List.of(data.id("a"), data.id("b")), List.of(data.id("a")),
                data.id("a") + "," + data.id("b"), "", " ", "*", "x y", 1, true, Map.of("id", data.id("a")));
    }

    @Test
    void grantsNothingByAScopeWhoseConstraintCannotBeEvaluated() {
        Refusal.of(a.get("patient/Observation.rs?patient.name=x", "/Observation"), "interaction",
                "patient/Observation.s");
    }
}
