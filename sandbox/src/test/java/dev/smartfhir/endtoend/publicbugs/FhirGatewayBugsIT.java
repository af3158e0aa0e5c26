package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.publicbugs.Answers.assertRefused;
import static dev.smartfhir.endtoend.publicbugs.Answers.ids;
import static dev.smartfhir.endtoend.publicbugs.Answers.statuses;
import static dev.smartfhir.endtoend.publicbugs.Bodies.FORM;
import static dev.smartfhir.endtoend.publicbugs.Bodies.JSON_PATCH;
import static dev.smartfhir.endtoend.publicbugs.Bodies.bundle;
import static dev.smartfhir.endtoend.publicbugs.Bodies.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.fhir.Caller;
import dev.smartfhir.endtoend.fhir.Person;
import dev.smartfhir.endtoend.fhir.Refusal;
import dev.smartfhir.endtoend.fhir.Stored;
import dev.smartfhir.endtoend.fhir.TwoPatients;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaps of the FHIR gateway (fhir-access-proxy) and its access checker for patients. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirGatewayBugsIT {

    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    FhirGatewayBugsIT(Servers servers) {
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
    }

    /** A patch that named no patient was let through without a look at the scopes. */
    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.rs", "patient/*.crds", "patient/Encounter.u"})
    void fhirGatewayPatchGapNeedsUpdateThoughThePatchNamesNoPatient(String scope) {
        HttpAnswer answer = a.send(scope, "PATCH", "/" + data.of("Observation", "a"),
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]", JSON_PATCH);
        Refusal.of(answer, "interaction", "patient/Observation.u");
        assertThat(a.send(scope, "PATCH", "/Observation?patient=" + data.of("Patient", "a"),
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]", JSON_PATCH).status())
                .isEqualTo(403);
        assertUntouched("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "replace; /subject; {\"reference\":\"OTHER\"}", "replace; /subject/reference; \"OTHER\"",
        "add; /subject; {\"reference\":\"OTHER\"}", "add; /performer; [{\"reference\":\"OTHER\"}]",
        "replace; /subject; {\"identifier\":{\"value\":\"x\"}}", "replace; /subject/reference; \"BASE/OTHER\""})
    void fhirGatewayPatchGapMovesNothingToAnotherPatient(String op, String path, String value) {
        String patch = "[{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value.replace("BASE",
                caller.base()).replace("OTHER", data.of("Patient", "b")) + "}]";
        HttpAnswer answer = a.send("patient/Observation.ru", "PATCH", "/" + data.of("Observation", "a"), patch,
                JSON_PATCH);
        assertRefused(answer, "compartment");
        assertUntouched("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"op\":\"remove\",\"path\":\"/subject\"}]",
        "[{\"op\":\"move\",\"from\":\"/subject\",\"path\":\"/specimen\"}]"})
    void fhirGatewayPatchGapTakesNothingOutOfTheCompartment(String patch) {
        HttpAnswer answer = a.send("patient/Observation.ru", "PATCH", "/" + data.of("Observation", "a"), patch,
                JSON_PATCH);
        assertRefused(answer, "compartment");
        assertUntouched("a");
    }

    /** Only parameters named exactly so were taken for joins, not those with a modifier or a path after the name. */
    @ParameterizedTest
    @ValueSource(strings = {"_has:Provenance:target:recorded=gt2000", "_has:Condition:evidence-detail:code=x",
        "subject:Patient.name=Secret"})
    void fhirGatewayJoinsRefusesThemHoweverTheParameterIsWritten(String join) {
        assertRefused(a.get("patient/Observation.rs", "/Observation?patient=" + data.of("Patient", "a") + "&" + join),
                "search-through");
    }

    @Test
    void fhirGateway63ReadsAndDeletesByIdWhatIsThePatientsOwn() {
        data.putAbout("Condition", "short", "a");
        assertThat(a.get("patient/Condition.rd", "/" + data.of("Condition", "short")).status()).isEqualTo(200);
        assertThat(a.get("patient/Condition.rd", "/" + data.of("Condition", "b")).status()).isEqualTo(404);
        assertThat(a.send("patient/Condition.rd", "DELETE", "/" + data.of("Condition", "b"), null).status())
                .isEqualTo(404);
        assertThat(a.send("patient/Condition.rd", "DELETE", "/" + data.of("Condition", "short"), null).status())
                .isEqualTo(200);
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Condition", "b")).status()).isEqualTo(200);
    }

    @Test
    void fhirGateway87TakesASearchByPostForASearchAndNotForACreate() {
        String form = "patient=" + data.of("Patient", "a") + "," + data.of("Patient", "b");
        assertThat(ids(a.send("patient/Encounter.s", "POST", "/Encounter/_search", form, FORM)))
                .containsExactly(data.id("a"));
        Refusal.of(a.send("patient/Encounter.c", "POST", "/Encounter/_search", form, FORM), "interaction",
                "patient/Encounter.s");
    }

    @Test
    void fhirGateway88CreatesNothingByAnUpdateOfAPatientApp() {
        HttpAnswer answer = a.send("patient/Observation.cu", "PUT", "/" + data.of("Observation", "new"),
                data.body("Observation", "new", "a"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Observation", "new")).status()).isEqualTo(404);
    }

    /** A list of requests that need no check was asked for the request, and not for what is in a Bundle. */
    @Test
    void fhirGateway142JudgesARequestInABundleAsOutsideOfOne() {
        for (String url : new String[] {"Composition", data.of("Practitioner", "doctor"), "Encounter?_summary=count"}) {
            int alone = a.get("patient/Encounter.rs", "/" + url).status();
            HttpAnswer batch = a.send("patient/Encounter.rs", "POST", "", bundle("batch", entry("GET", url, null)));
            assertThat(statuses(batch)).as(url).containsExactly(String.valueOf(alone));
        }
    }

    private void assertUntouched(String patient) {
        HttpAnswer stored = caller.get(Stored.EVERYTHING, "/" + data.of("Observation", patient));
        assertThat(stored.json().at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(stored.json().at("/subject/reference").asText()).isEqualTo(data.of("Patient", patient));
    }
}
