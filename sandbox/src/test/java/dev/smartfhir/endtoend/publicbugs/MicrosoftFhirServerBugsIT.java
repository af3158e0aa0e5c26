package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.publicbugs.Answers.assertRefused;
import static dev.smartfhir.endtoend.publicbugs.Answers.ids;
import static dev.smartfhir.endtoend.publicbugs.Answers.statuses;
import static dev.smartfhir.endtoend.publicbugs.Answers.total;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs of Microsoft's FHIR server with SMART scopes. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MicrosoftFhirServerBugsIT {

    private static final String ALL = "patient/*.cruds";
    private static final String OBSERVATION = "\"code\":{\"text\":\"x\"},\"subject\":";

    private final Servers servers;
    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    MicrosoftFhirServerBugsIT(Servers servers) {
        this.servers = servers;
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
        data.put("Condition", "links", "\"subject\":" + data.reference("a") + ",\"encounter\":{\"reference\":\""
                + data.of("Encounter", "b") + "\"},\"evidence\":[{\"detail\":[{\"reference\":\""
                + data.of("Observation", "b") + "\"},{\"reference\":\"" + data.of("Observation", "a") + "\"}]}]");
        data.put("Provenance", "links", "\"recorded\":\"2026-01-01T00:00:00Z\",\"target\":[{\"reference\":\""
                + data.of("Condition", "links") + "\"}," + data.reference("b") + "]");
        data.put("MedicationStatement", "b", "\"status\":\"active\",\"medicationCodeableConcept\":{\"text\":\"x\"},"
                + "\"subject\":" + data.reference("b") + ",\"reasonReference\":[{\"reference\":\""
                + data.of("Condition", "links") + "\"}]");
        data.put("Observation", "draft", "\"status\":\"preliminary\"," + OBSERVATION + data.reference("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_include=Condition:encounter", "_include=Condition:evidence-detail", "_include=*",
        "_include=Condition:evidence-detail&_include:iterate=Observation:subject", "_revinclude=Provenance:target",
        "_revinclude=Provenance:target&_include:iterate=Provenance:target", "_revinclude=*",
        "_include=*&_revinclude=*&_include:iterate=*", "_revinclude=Provenance:target&_count=1"})
    void microsoft5683IncludesNothingOfAnotherPatient(String includes) {
        HttpAnswer found = a.get(ALL, "/Condition?_total=accurate&_id=" + data.id("links") + "&" + includes);
        assertThat(ids(found)).contains(data.id("links")).isSubsetOf(data.id("links"), data.id("a"));
        assertThat(total(found)).isEqualTo(1);
        assertThat(found.body()).doesNotContain("Secretb").doesNotContain("\"Provenance\"")
                .doesNotContain("\"MedicationStatement\"");
    }

    @Test
    void microsoft5683IncludesOnlyWhatAConstrainedScopeCovers() {
        String scope = "patient/Condition.rs patient/Observation.rs?status=preliminary";
        HttpAnswer found = a.get(scope, "/Condition?_id=" + data.id("links") + "&_include=Condition:evidence-detail");
        assertThat(ids(found)).containsExactly(data.id("links"));
    }

    /** An unavailable parameter was dropped from the scope, which then covered the whole type. */
    @ParameterizedTest
    @CsvSource({"system/Observation.rs?nosuchparameter=1, Observation", "system/*.rs?nosuchparameter=1, Observation",
        "system/*.rs?category=laboratory, Patient", "system/Observation.rs?status=final&nosuch=1, Observation"})
    void microsoft5817GrantsNothingByAScopeWhoseParameterIsUnavailable(String scope, String type) {
        for (String handling : List.of("lenient", "strict")) {
            Map<String, String> prefer = Map.of("Prefer", "handling=" + handling);
            for (String path : List.of("", "?_id=" + data.id("a"), "?_summary=count", "/" + data.id("a"))) {
                HttpAnswer answer = caller.send(scope, "GET", "/" + type + path, null, prefer);
                assertThat(answer.status()).as(path + answer.body()).isEqualTo(403);
                assertThat(answer.body()).doesNotContain(data.mark());
            }
        }
    }

    /** Without the claim nothing bound the token to a compartment, and only the type was asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"patient/*.cruds", "user/*.cruds", "patient/*.rs user/*.rs", "user/Observation.rs"})
    void microsoft5688OpensNothingWithoutTheClaimThatBindsIt(String scope) {
        Person nobody = Person.nobody(servers);
        for (String path : List.of("/Observation", "/Observation?_summary=count", "/" + data.of("Observation", "a"),
                "/" + data.of("Observation", "a") + "/_history", "/Observation?patient=" + data.of("Patient", "a"))) {
            assertThat(nobody.get(scope, path).status()).as(path).isEqualTo(403);
        }
        assertThat(nobody.send(scope, "POST", "/Observation", data.body("Observation", "a")).status()).isEqualTo(403);
        assertThat(statuses(nobody.send(scope, "POST", "", bundle("batch",
                entry("GET", data.of("Observation", "a"), null))))).containsExactly("403");
    }

    @Test
    void microsoft5717KeepsEachScopeOfAMixedTokenToItsOwnContext() {
        Person mixed = a.with("fhirUser", data.of("Patient", "b"));
        String scope = "patient/Observation.rs user/Encounter.rs system/ClaimResponse.r";
        assertThat(ids(mixed.get(scope, "/Observation?_id=" + data.id("a") + "," + data.id("b"))))
                .containsExactly(data.id("a"));
        assertThat(ids(mixed.get(scope, "/Encounter"))).containsExactly(data.id("b"));
        assertThat(mixed.get(scope, "/" + data.of("Observation", "b")).status()).isEqualTo(404);
        assertThat(mixed.get(scope, "/" + data.of("Encounter", "a")).status()).isEqualTo(404);
        assertThat(mixed.get(scope, "/" + data.of("ClaimResponse", "b")).status()).isEqualTo(200);
        assertThat(mixed.get(scope, "/ClaimResponse").status()).isEqualTo(403);
    }

    @Test
    void microsoft5096UnitesWhatItRefusedOrOverlooked() {
        String own = "/Observation?_sort=_id&_id=" + data.id("a") + "," + data.id("draft");
        assertThat(ids(a.get("patient/Observation.rs patient/Observation.rs?status=preliminary", own)))
                .containsExactly(data.id("a"), data.id("draft"));
        assertThat(ids(a.get("patient/Encounter.read patient/Observation.rs", own))).hasSize(2);
        assertThat(ids(a.get("patient/Encounter.read patient/Observation.rs", "/Encounter")))
                .containsExactly(data.id("a"));
        assertThat(ids(a.get("patient/Encounter.rs patient/Observation.rs?status=preliminary", own)))
                .containsExactly(data.id("draft"));
    }

    @Test
    void microsoft2934ReadsNothingOutsideTheCompartmentById() {
        for (String type : TwoPatients.DATA.keySet()) {
            assertThat(a.get(ALL, "/" + data.of(type, "b")).status()).as(type).isEqualTo(404);
            assertThat(a.get(ALL, "/" + data.of(type, "a")).status()).as(type).isEqualTo(200);
        }
    }

    @Test
    void microsoft3372JudgesEachRequestOfABundle() {
        HttpAnswer answer = a.send("patient/Observation.rs", "POST", "", bundle("batch",
                entry("GET", data.of("Observation", "a"), null), entry("GET", data.of("Observation", "b"), null),
                entry("GET", "Observation?_id=" + data.id("a") + "," + data.id("b"), null),
                entry("GET", data.of("Encounter", "a"), null)));
        assertThat(statuses(answer)).containsExactly("200", "404", "200", "403");
        assertThat(answer.json().at("/entry/2/resource/entry")).hasSize(1);
        assertThat(answer.body()).doesNotContain(data.of("Patient", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST Observation", "PUT Observation/OWN", "DELETE Observation/OWN"})
    void microsoft3099RefusesWritesInABundleToWhoMayOnlyRead(String request) {
        String method = request.substring(0, request.indexOf(' '));
        String url = request.substring(method.length() + 1).replace("OWN", data.id("a"));
        String body = method.equals("DELETE") ? null : data.body("Observation", "a", "b");
        assertThat(statuses(caller.send("system/Observation.rs", "POST", "",
                bundle("batch", entry(method, url, body))))).containsExactly("403");
        assertThat(caller.send("system/Observation.rs", "POST", "", bundle("transaction", entry(method, url, body)))
                .status()).isEqualTo(403);
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Observation", "a")).json().at("/meta/versionId")
                .asText()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"system/Coverage.crus, interaction", "system/Coverage.d, conditional"})
    void microsoft5655NeedsDeleteForAConditionalDelete(String scope, String rule) {
        Refusal.of(caller.send(scope, "DELETE", "/Coverage?_id=" + data.id("b"), null), rule, "system/Coverage.ds");
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Coverage", "b")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/$export", "/Patient/$export", "/Group/1/$export", "/$export-poll-status?_jobId=1"})
    void microsoft5674ExportsNothingWhateverTheScope(String path) {
        assertRefused(caller.get(Stored.EVERYTHING, path), "operation");
        assertRefused(a.get("patient/*.cruds", path), "operation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject:Patient.name=Secret", "patient.name=Secret",
        "encounter:Encounter.status=finished"})
    void microsoft2895NeedsScopesOnWhatAChainGoesThrough(String chain) {
        assertRefused(caller.get("system/Observation.rs", "/Observation?" + chain), "search-through");
        assertRefused(a.get("patient/*.rs", "/Observation?" + chain), "search-through");
    }

    /** What is stored and what is written must both be covered, and the answer must not tell which was not. */
    @Test
    void microsoft36ChecksTheOldAndTheNewBodyOfAnUpdate() {
        data.put("Observation", "changing", "\"status\":\"preliminary\"," + OBSERVATION + data.reference("a"));
        String scope = "system/Observation.ru?status=preliminary";
        String path = "/" + data.of("Observation", "changing");
        String body = data.body("Observation", "changing", "a");
        HttpAnswer out = caller.send(scope, "PUT", path, body);
        assertRefused(out, "constraint");
        assertThat(caller.send(scope, "PUT", path, body.replace("final", "preliminary")).status()).isEqualTo(200);
        HttpAnswer in = caller.send(scope, "PUT", "/" + data.of("Observation", "a"),
                data.body("Observation", "a", "a").replace("final", "preliminary"));
        assertThat(in.status()).isEqualTo(404);
        assertThat(in.body()).isEqualTo(caller.send(scope, "PUT", "/Observation/unknown",
                data.body("Observation", "a", "a").replace(data.id("a") + "\",\"status\":\"final",
                        "unknown\",\"status\":\"preliminary")).body());
    }
}
