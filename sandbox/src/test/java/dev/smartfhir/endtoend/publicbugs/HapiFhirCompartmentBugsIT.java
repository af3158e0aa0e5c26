package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.publicbugs.Answers.assertRefused;
import static dev.smartfhir.endtoend.publicbugs.Answers.ids;
import static dev.smartfhir.endtoend.publicbugs.Answers.next;
import static dev.smartfhir.endtoend.publicbugs.Answers.statuses;
import static dev.smartfhir.endtoend.publicbugs.Answers.total;
import static dev.smartfhir.endtoend.publicbugs.Bodies.bundle;
import static dev.smartfhir.endtoend.publicbugs.Bodies.entry;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs of HAPI FHIR with compartments, search narrowing, consent, pages and transactions. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HapiFhirCompartmentBugsIT {

    private static final String ALL = "patient/*.cruds";

    private final Servers servers;
    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    HapiFhirCompartmentBugsIT(Servers servers) {
        this.servers = servers;
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
        for (String patient : List.of("a", "b")) {
            data.put("Appointment", "visit" + patient, "\"status\":\"booked\",\"participant\":[{\"status\":"
                    + "\"accepted\",\"actor\":" + data.reference(patient) + "},{\"status\":\"accepted\",\"actor\":"
                    + "{\"reference\":\"" + data.of("Practitioner", "doctor") + "\"}}]");
        }
        for (int i = 0; i < 3; i++) {
            data.putAbout("Condition", "more" + i, "a");
            data.putAbout("Condition", "others" + i, "b");
        }
    }

    @Test
    void hapi528ReadsThePatientsDataWithoutAScopeOnThePatient() {
        assertThat(a.get("patient/Observation.r", "/" + data.of("Observation", "a")).status()).isEqualTo(200);
        assertThat(a.get("patient/Observation.r", "/" + data.of("Patient", "a")).status()).isEqualTo(403);
    }

    @Test
    void hapi667RefusesAnUpdateThatTakesAnotherPatientsResourceOver() {
        HttpAnswer answer = a.send(ALL, "PUT", "/" + data.of("Observation", "b"),
                data.body("Observation", "b", "a"));
        assertThat(answer.status()).isEqualTo(404);
        HttpAnswer stored = caller.get(Stored.EVERYTHING, "/" + data.of("Observation", "b"));
        assertThat(stored.json().at("/subject/reference").asText()).isEqualTo(data.of("Patient", "b"));
        assertThat(stored.json().at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    void hapi751DeletesWhatIsInTheCompartmentAndNothingElse() {
        for (String patient : List.of("a", "b")) {
            data.put("Flag", patient, "\"status\":\"active\",\"code\":{\"text\":\"x\"},\"subject\":"
                    + data.reference(patient));
        }
        assertThat(a.send(ALL, "DELETE", "/" + data.of("Flag", "b"), null).status()).isEqualTo(404);
        assertThat(a.send(ALL, "DELETE", "/" + data.of("Flag", "a"), null).status()).isEqualTo(200);
        assertRefused(a.send(ALL, "DELETE", "/Flag?subject=" + data.of("Patient", "b"), null), "restricted");
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Flag", "b")).status()).isEqualTo(200);
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Flag", "a")).status()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation", "Coverage", "AllergyIntolerance"})
    void hapi4118CreatesInTheCompartmentAndNowhereElse(String type) {
        String scope = "patient/" + type + ".c";
        assertThat(a.send(scope, "POST", "/" + type, data.body(type, "a")).status()).isEqualTo(201);
        Refusal.of(a.send(scope, "POST", "/" + type, data.body(type, "b")), "compartment", "system/" + type + ".c");
    }

    /** Patient and practitioner of an Appointment have one path: the one took the place of the other. */
    @Test
    void hapi3941KeepsTheCompartmentBesideAParameterOfTheSamePath() {
        String doctor = data.of("Practitioner", "doctor");
        for (String query : List.of("practitioner=" + doctor, "actor=" + doctor,
                "practitioner=" + doctor + "&patient=" + data.of("Patient", "a"))) {
            assertThat(ids(a.get(ALL, "/Appointment?" + query))).as(query).containsExactly(data.id("visita"));
        }
        for (String query : List.of("patient=" + data.of("Patient", "b"), "actor=" + data.of("Patient", "b"),
                "practitioner=" + doctor + "&patient=" + data.of("Patient", "b"))) {
            assertThat(ids(a.get(ALL, "/Appointment?" + query))).as(query).isEmpty();
        }
    }

    @Test
    void hapi3249AnswersAnAbsoluteReferenceAsItDoesWithoutNarrowing() {
        String query = "/RelatedPerson?patient=" + caller.base() + "/" + data.of("Patient", "a");
        assertThat(ids(a.get(ALL, query))).isEqualTo(ids(caller.get("system/RelatedPerson.rs", query)));
        assertThat(ids(a.get(ALL, query.replace(data.id("a"), data.id("b"))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Observation/$lastn", "/Observation/$lastn?subject=PATIENT"})
    void hapi4668RefusesOperationsThatSearchWithoutNarrowing(String path) {
        assertRefused(a.get(ALL, path.replace("PATIENT", data.of("Patient", "b"))), "operation");
    }

    @ParameterizedTest
    @CsvSource({"system/Condition.rus, _expunge", "system/Condition.rus, _delete_expunge",
        "system/Condition.cruds, _expunge", "system/*.cruds, _expunge", "system/*.cruds, _delete_expunge"})
    void hapi5857ErasesNothingWhateverTheScope(String scope, String parameter) {
        String condition = data.id("b");
        assertRefused(caller.send(scope, "DELETE", "/Condition?" + parameter + "=true&_id=" + condition, null),
                "expunge");
        assertThat(caller.get(Stored.EVERYTHING, "/Condition/" + condition).status()).isEqualTo(200);
    }

    /** The first page had no total, the next ones told of every row. */
    @Test
    void hapi2012CountsTheSameOnEveryPageAndOnlyWhatIsShown() {
        List<String> seen = new ArrayList<>();
        HttpAnswer page = a.get(ALL, "/Condition?_count=1&_total=accurate");
        for (int i = 0; i < 3; i++) {
            assertThat(total(page)).isEqualTo(4);
            seen.addAll(ids(page));
            page = a.follow(ALL, next(page));
        }
        seen.addAll(ids(page));
        assertThat(seen).doesNotHaveDuplicates().hasSize(4).noneMatch(id -> id.startsWith("others"));
    }

    @Test
    void hapi3418AnswersCountsOfWhatIsShownInsteadOfAnError() {
        assertThat(total(a.get(ALL, "/Condition?_summary=count"))).isEqualTo(4);
        assertThat(total(a.get(ALL, "/Condition?_total=accurate"))).isEqualTo(4);
    }

    /** The hooks of a request were not called for a further page. */
    @Test
    void hapi2369JudgesAFurtherPageAsAnyRequest() {
        String page = next(a.get(ALL, "/Condition?_count=1"));
        assertThat(servers.fhir().get(page.substring(caller.base().length()), null).status()).isEqualTo(401);
        assertThat(a.follow("patient/Observation.rs", page).status()).isEqualTo(410);
        assertThat(a.with("patient", data.id("b")).follow(ALL, page).status()).isEqualTo(410);
        assertThat(ids(a.follow(ALL, page))).hasSize(1);
    }

    @Test
    void hapi2910AnswersASearchInABatchThatFindsNothing() {
        HttpAnswer answer = a.send(ALL, "POST", "", bundle("batch",
                entry("GET", "Condition?_lastUpdated=lt2000-01-01", null), entry("GET", "Condition?_count=1", null)));
        assertThat(statuses(answer)).containsExactly("200", "200");
        assertThat(answer.json().at("/entry/0/resource/entry")).isEmpty();
        assertThat(answer.json().at("/entry/1/resource/entry")).hasSize(1);
    }

    @Test
    void hapi5642DoesAPatchInsideATransaction() {
        String patch = bundle("transaction", entry("PATCH", data.of("Encounter", "b"),
                fhirPathPatch("Encounter.status", "cancelled")));
        assertThat(statuses(caller.send("system/Encounter.ru", "POST", "", patch))).containsExactly("200");
        assertThat(caller.get("system/Encounter.r", "/" + data.of("Encounter", "b")).text("status"))
                .isEqualTo("cancelled");
        Refusal.of(caller.send("system/Encounter.r", "POST", "", patch), "interaction", "system/Encounter.ru");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$meta-add", "$meta-delete"})
    void hapi8243RefusesMetaOperationsInATransactionAsOutsideOfOne(String operation) {
        String parameters = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":"
                + "{\"tag\":[{\"system\":\"urn:test\",\"code\":\"x\"}]}}]}";
        String url = data.of("Encounter", "a") + "/" + operation;
        assertRefused(caller.send(Stored.EVERYTHING, "POST", "/" + url, parameters), "operation");
        assertRefused(caller.send(Stored.EVERYTHING, "POST", "",
                bundle("transaction", entry("POST", url, parameters))), "operation");
        assertThat(caller.get(Stored.EVERYTHING, "/" + data.of("Encounter", "a")).json().at("/meta/tag")).isEmpty();
    }

    @Test
    void hapi3256JudgesManyRequestsAtOnceAsOneAfterTheOther() {
        List<CompletableFuture<List<String>>> searches = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Person person = i % 2 == 0 ? a : a.with("patient", data.id("b"));
            searches.add(CompletableFuture.supplyAsync(() -> ids(person.get(ALL, "/Encounter"))));
        }
        for (int i = 0; i < 16; i++) {
            assertThat(searches.get(i).join()).containsExactly(data.id(i % 2 == 0 ? "a" : "b"));
        }
    }
}
