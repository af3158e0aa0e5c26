package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.publicbugs.Answers.assertRefused;
import static dev.smartfhir.endtoend.publicbugs.Answers.ids;
import static dev.smartfhir.endtoend.publicbugs.Answers.total;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs of FHIR Works on AWS, Medplum, the Inferno reference server, OpenSRP's proxy and node-fhir-server-core. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherServersBugsIT {

    private final Servers servers;
    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    OtherServersBugsIT(Servers servers) {
        this.servers = servers;
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
        for (String place : List.of("north", "south")) {
            data.put("Encounter", place, "\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},\"subject\":"
                    + data.reference("a") + ",\"meta\":{\"tag\":[{\"system\":\"urn:place\",\"code\":\"" + place
                    + data.mark() + "\"}]}");
        }
    }

    /** One scope for any type opened the search of every type. */
    @ParameterizedTest
    @CsvSource({"system/DocumentReference.read system/Patient.read", "user/DocumentReference.read user/Patient.read",
        "patient/DocumentReference.read patient/Patient.read"})
    void fhirWorks83SearchesNoTypeThatNoScopeNames(String scope) {
        for (String path : List.of("/Observation", "/" + data.of("Observation", "a"))) {
            HttpAnswer answer = scope.startsWith("system")
                    ? caller.get(scope, path)
                    : a.with("fhirUser", data.of("Practitioner", "doctor")).get(scope, path);
            assertRefused(answer, "interaction");
        }
    }

    @Test
    void fhirWorks88IncludesOnlyTypesThatAScopeNames() {
        String search = "/DocumentReference?_include=DocumentReference:subject&_id=" + data.id("a");
        assertThat(caller.get("system/DocumentReference.rs", search).json().path("entry")).hasSize(1);
        assertThat(caller.get("system/DocumentReference.rs system/Patient.r", search).json().path("entry")).hasSize(2);
    }

    @Test
    void medplum9129ShowsABinaryToNobodyByItsIdAlone() {
        data.put("Binary", "file", "\"contentType\":\"text/plain\",\"data\":\"U2VjcmV0\",\"securityContext\":"
                + data.reference("b"));
        String path = "/" + data.of("Binary", "file");
        assertRefused(caller.get("system/Patient.cruds", path), "interaction");
        assertRefused(a.get("patient/*.cruds", path), "interaction");
        assertThat(caller.get("system/Binary.r", path).body()).doesNotContain("U2VjcmV0").doesNotContain("Secret");
        assertThat(caller.get("system/Binary.r system/Patient.r", path).status()).isEqualTo(200);
    }

    @Test
    void medplum9123KeepsPatientScopesOfAPractitionerToThePatientInContext() {
        Person doctor = a.with("fhirUser", data.of("Practitioner", "doctor"));
        assertThat(ids(doctor.get("patient/*.rs", "/Observation"))).containsExactly(data.id("a"));
        assertThat(doctor.get("patient/*.rs", "/" + data.of("Observation", "b")).status()).isEqualTo(404);
    }

    /** A policy with a chain held by one door and not by the other. */
    @Test
    void medplum7641GetsNoTokenForAScopeThatGoesThroughAChain() {
        HttpAnswer answer = servers.clients().backendService("system/Observation.rs")
                .requestToken("system/Observation.rs?subject:Patient.name=x");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_scope");
    }

    /** The policy of the type that a chain goes through was not asked. */
    @ParameterizedTest
    @ValueSource(strings = {"/Observation?subject:Patient.active=", "/Patient?_has:Observation:subject:_id="})
    void medplum9973TellsNothingByAChainOverResourcesThatTheScopesHide(String chain) {
        String hidden = chain.startsWith("/Patient") ? data.id("b") : "true";
        for (String scope : List.of("patient/*.rs", "patient/Observation.rs patient/Patient.rs")) {
            HttpAnswer some = a.get(scope, chain + hidden);
            assertRefused(some, "search-through");
            assertThat(a.get(scope, chain + "nothing").body()).isEqualTo(some.body());
        }
    }

    @Test
    void inferno161AnswersForWhatAConstraintHidesAsForWhatIsUnknown() {
        String scope = "patient/Observation.rs?status=registered";
        HttpAnswer hidden = a.get(scope, "/" + data.of("Observation", "a"));
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(a.get(scope, "/Observation/unknown").body());
        assertThat(ids(a.get(scope, "/Observation?status=final"))).isEmpty();
        assertThat(total(a.get(scope, "/Observation?_summary=count"))).isZero();
    }

    /** The filter was joined by OR to the tags that the client asked for. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"_tag=urn:place|south; ''", "_tag=urn:place|north; north",
        "_tag=urn:place|north,urn:place|south; north", "_tag:not=urn:place|north; ''", "status=finished; north"})
    void openSrp1837NarrowsASearchByTheTagThatIsAskedForAsWell(String query, String found) {
        String scope = "system/Encounter.rs?_tag=urn:place|north" + data.mark();
        String asked = query.replaceAll("(north|south)", "$1" + data.mark()).replace("|", "%7C");
        List<String> expected = found.isEmpty() ? List.of() : List.of(data.id(found));
        assertThat(ids(caller.get(scope, "/Encounter?" + asked))).isEqualTo(expected);
        assertThat(total(caller.get(scope, "/Encounter?_summary=count&" + asked))).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Patient/ID", "/patient/ID", "/Patient/ID/", "//Patient/ID", "/Patient//ID",
        "/PATIENT/ID"})
    void nodeFhirServerCore18ShowsNoOtherPatientHoweverThePathIsWritten(String path) {
        HttpAnswer answer = a.get("patient/*.cruds", path.replace("ID", data.id("b")));
        assertThat(answer.status()).as(answer.body()).isIn(400, 403, 404);
        assertThat(answer.body()).doesNotContain("Secret");
    }

    @Test
    void nodeFhirServerCore18RefusesTheWriteOfAnotherPatient() {
        HttpAnswer answer = a.send("patient/*.cruds", "PUT", "/" + data.of("Patient", "b"),
                "{\"resourceType\":\"Patient\",\"id\":\"" + data.id("b") + "\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Patient", "b")).body()).contains("Secret");
        Refusal.of(a.get("patient/Patient.s", "/" + data.of("Patient", "b")), "interaction", "patient/Patient.r");
    }
}
