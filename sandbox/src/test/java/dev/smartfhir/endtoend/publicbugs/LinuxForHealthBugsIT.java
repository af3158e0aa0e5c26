package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.publicbugs.Answers.assertRefused;
import static dev.smartfhir.endtoend.publicbugs.Answers.ids;
import static dev.smartfhir.endtoend.publicbugs.Answers.total;
import static dev.smartfhir.endtoend.publicbugs.Bodies.FORM;
import static dev.smartfhir.endtoend.publicbugs.Bodies.JSON_PATCH;
import static dev.smartfhir.endtoend.publicbugs.Bodies.XML_PATCH;
import static dev.smartfhir.endtoend.publicbugs.Bodies.fhirPathPatch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.fhir.Caller;
import dev.smartfhir.endtoend.fhir.Person;
import dev.smartfhir.endtoend.fhir.Refusal;
import dev.smartfhir.endtoend.fhir.Stored;
import dev.smartfhir.endtoend.fhir.TwoPatients;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs of the LinuxForHealth (IBM) FHIR server's fhir-smart. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinuxForHealthBugsIT {

    private final Servers servers;
    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    LinuxForHealthBugsIT(Servers servers) {
        this.servers = servers;
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
        data.put("Patient", "healthy", "\"active\":true");
        data.put("Basic", "notes", "\"code\":{\"text\":\"x\"},\"subject\":" + data.reference("a"));
    }

    /** Who had allergies got 403, who had none 200. */
    @Test
    void linuxForHealth2669RefusesATypeUpFrontWhetherOrNotThereIsAny() {
        Person healthy = Person.patientInContext(servers, data.id("healthy"));
        for (String path : List.of("/AllergyIntolerance", "/AllergyIntolerance?_summary=count",
                "/AllergyIntolerance/" + data.id("a"))) {
            HttpAnswer some = a.get("patient/Observation.rs", path);
            HttpAnswer none = healthy.get("patient/Observation.rs", path);
            assertRefused(some, "interaction");
            assertThat(none.status()).isEqualTo(403);
            assertThat(none.body()).isEqualTo(some.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "xml", "fhirpath"})
    void linuxForHealth4101RefusesEveryFormatOfPatchToWhoMayOnlyRead(String format) {
        String path = "/" + data.of("Patient", "a");
        Map<String, String> headers = switch (format) {
            case "json" -> JSON_PATCH;
            case "xml" -> XML_PATCH;
            default -> Map.of();
        };
        String patch = switch (format) {
            case "json" -> "[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"female\"}]";
            case "xml" -> "<diff xmlns:f=\"http://hl7.org/fhir\"><replace sel=\"f:Patient/f:active/@value\">false"
                    + "</replace></diff>";
            default -> fhirPathPatch("Patient.active", "false");
        };
        HttpAnswer before = caller.get(Stored.EVERYTHING, path);
        assertRefused(a.send("patient/*.read", "PATCH", path, patch, headers), "interaction");
        assertRefused(caller.send("system/*.read", "PATCH", path, patch, headers), "interaction");
        assertThat(caller.get(Stored.EVERYTHING, path).json()).isEqualTo(before.json());
    }

    /** A refusal inside the operation came out as 500, and differently for the patient's own record. */
    @ParameterizedTest
    @ValueSource(strings = {"patient/Patient.*", "patient/Observation.rs", "patient/*.cruds"})
    void linuxForHealth3503AnswersARefusedEverythingWith403(String scope) {
        HttpAnswer own = a.get(scope, "/" + data.of("Patient", "a") + "/$everything");
        assertRefused(own, "operation");
        for (String other : List.of(data.of("Patient", "b"), "Patient/unknown")) {
            assertThat(a.get(scope, "/" + other + "/$everything").body()).isEqualTo(own.body());
        }
    }

    @Test
    void linuxForHealth2300ShowsNoHistoryOfTheWholeServer() {
        assertRefused(a.get("patient/*.cruds", "/_history"), "system-wide");
        assertRefused(a.get("patient/*.cruds", "/Observation/_history"), "restricted");
        assertRefused(caller.get("system/Observation.cruds", "/_history"), "system-wide");
        assertRefused(caller.get("system/Observation.cruds", "/Patient/_history"), "interaction");
    }

    @Test
    void linuxForHealth3495NeedsNoPatientForTheScopesOfAUser() {
        Person doctor = Person.user(servers, data.of("Practitioner", "doctor"));
        assertThat(ids(doctor.get("user/Basic.rs", "/Basic?_id=" + data.id("notes")))).containsExactly(
                data.id("notes"));
        assertThat(ids(doctor.get("user/Observation.rs", "/Observation?_sort=_id&_id=" + data.id("a") + ","
                + data.id("b")))).containsExactly(data.id("a"), data.id("b"));
    }

    @Test
    void linuxForHealth2777DoesNotNarrowAScopeOfTheSystemToThePatientInContext() {
        String scope = "patient/ClaimResponse.rs system/ClaimResponse.rs";
        assertThat(a.get(scope, "/" + data.of("ClaimResponse", "b")).status()).isEqualTo(200);
        assertThat(ids(a.get(scope, "/ClaimResponse?_id=" + data.id("b")))).containsExactly(data.id("b"));
        assertThat(a.get("patient/ClaimResponse.rs", "/" + data.of("ClaimResponse", "b")).status()).isEqualTo(404);
    }

    @Test
    void linuxForHealth3091FindsThePatientsOwnRecordByPost() {
        HttpAnswer found = a.send("patient/Patient.rs", "POST", "/Patient/_search", "_total=accurate", FORM);
        assertThat(ids(found)).containsExactly(data.id("a"));
        assertThat(total(found)).isEqualTo(1);
    }

    @Test
    void linuxForHealth3593CreatesNeitherPatientsNorOrganizationsForAPatient() {
        String linked = "{\"resourceType\":\"Patient\",\"link\":[{\"type\":\"seealso\",\"other\":"
                + data.reference("a") + "}]}";
        Refusal.of(a.send("patient/*.write", "POST", "/Patient", linked), "compartment", "system/Patient.c");
        assertThat(a.send("patient/*.write", "POST", "/Organization", "{\"resourceType\":\"Organization\"}").status())
                .isEqualTo(403);
        assertThat(ids(caller.get(Stored.EVERYTHING, "/Patient?link=" + data.of("Patient", "a")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/_history/1", "/_history"})
    void linuxForHealth1809AnswersForOtherPatientsAsForUnknownOnes(String suffix) {
        HttpAnswer unknown = a.get("patient/Patient.rs", "/Patient/unknown" + suffix);
        HttpAnswer other = a.get("patient/Patient.rs", "/" + data.of("Patient", "b") + suffix);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body()).isEqualTo(unknown.body());
    }

    /** Whatever was in no compartment was open, to read and to write. */
    @Test
    void linuxForHealth1469ShutsWhatIsInNoCompartment() {
        String doctor = "/" + data.of("Practitioner", "doctor");
        Refusal.of(a.get("patient/*.cruds", doctor), "interaction", "system/Practitioner.r");
        assertThat(a.send("patient/*.cruds", "PUT", doctor, "{\"resourceType\":\"Practitioner\",\"id\":\""
                + data.id("doctor") + "\"}").status()).isEqualTo(403);
    }
}
