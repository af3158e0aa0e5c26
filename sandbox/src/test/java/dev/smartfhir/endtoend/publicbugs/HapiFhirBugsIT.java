package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.publicbugs.Answers.assertRefused;
import static dev.smartfhir.endtoend.publicbugs.Answers.ids;
import static dev.smartfhir.endtoend.publicbugs.Answers.next;
import static dev.smartfhir.endtoend.publicbugs.Answers.total;
import static dev.smartfhir.endtoend.publicbugs.Bodies.JSON_PATCH;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs of HAPI FHIR's AuthorizationInterceptor. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HapiFhirBugsIT {

    private final Caller caller;
    private final TwoPatients data;
    private final Person a;

    HapiFhirBugsIT(Servers servers) {
        caller = new Caller(servers);
        data = new TwoPatients(caller);
        a = Person.patientInContext(servers, data.id("a"));
        data.put("Composition", "summary", "\"status\":\"final\",\"type\":{\"text\":\"x\"},\"date\":\"2026-01-01\","
                + "\"author\":[{\"display\":\"x\"}],\"title\":\"x\",\"subject\":" + data.reference("a"));
        for (String type : List.of("document", "collection", "message")) {
            data.put("Bundle", type, contents(type) + tag("kept"));
            data.put("Bundle", type + "Other", contents(type) + tag("other"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "collection", "message"})
    void hapi5648FindsABundleThoughNoScopeCoversWhatIsInside(String type) {
        HttpAnswer found = caller.get("system/Bundle.rs", "/Bundle?_id=" + data.id(type));
        assertThat(ids(found)).containsExactly(data.id(type));
        assertThat(found.json().at("/entry/0/resource/entry/1/resource/id").asText()).isEqualTo(data.id("a"));
        assertRefused(caller.get("system/Bundle.rs", "/" + data.of("Patient", "a")), "interaction");
    }

    @Test
    void hapi5952FollowsThePagesOfASearchForBundles() {
        HttpAnswer first = caller.get("system/Bundle.rs", "/Bundle?_count=1&_sort=_id&_id=" + data.id("document") + ","
                + data.id("collection"));
        HttpAnswer second = caller.follow("system/Bundle.rs", next(first));
        assertThat(ids(first)).containsExactly(data.id("collection"));
        assertThat(ids(second)).containsExactly(data.id("document"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "collection", "message"})
    void hapi7324FindsBundlesOfEveryTypeUnderAScopeWithATag(String type) {
        String scope = "system/Bundle.rs?_tag=urn:test|kept" + data.mark();
        assertThat(ids(caller.get(scope, "/Bundle?_id=" + data.id(type)))).containsExactly(data.id(type));
        assertThat(ids(caller.get(scope, "/Bundle?_id=" + data.id(type + "Other")))).isEmpty();
        assertThat(total(caller.get(scope, "/Bundle?_total=accurate"))).isEqualTo(3);
        assertThat(caller.get(scope, "/" + data.of("Bundle", type)).status()).isEqualTo(200);
        assertThat(caller.get(scope, "/" + data.of("Bundle", type + "Other")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_has:Observation:patient:status=", "_has:Observation:patient:_has:Provenance:target:_id="})
    void hapi6065TellsNothingByAReverseChainOverWhatNoScopeCovers(String chain) {
        String search = "/Patient?_id=" + data.id("a") + "&" + chain;
        HttpAnswer match = caller.get("system/Patient.rs", search + "final");
        HttpAnswer noMatch = caller.get("system/Patient.rs", search + "registered");
        assertRefused(match, "search-through");
        assertThat(match.body()).isEqualTo(noMatch.body());
        HttpAnswer covered = caller.get("system/Patient.rs system/Observation.s", "/Patient?_id=" + data.id("a")
                + "&_has:Observation:patient:status=final");
        assertThat(ids(covered)).containsExactly(data.id("a"));
    }

    @Test
    void hapi6065TellsNothingThroughAScopeThatCoversAPartOnly() {
        String search = "/Patient?_id=" + data.id("a") + "&_has:Observation:patient:status=final";
        assertRefused(caller.get("system/Patient.rs system/Observation.rs?status=registered", search),
                "search-through");
    }

    /** The rule asked about the document that the operation makes, and not about what is in it. */
    @Test
    void hapi6258MakesNoDocumentOfACompositionThatCouldHoldWhatNoScopeCovers() {
        String document = "/" + data.of("Composition", "summary") + "/$document";
        for (String scope : List.of("system/Composition.rs", "system/Composition.rs system/Bundle.crs",
                Stored.EVERYTHING)) {
            HttpAnswer answer = caller.get(scope, document);
            assertRefused(answer, "operation");
            assertThat(answer.body()).doesNotContain("Secret");
        }
    }

    @Test
    void hapi5715AllowsUpdatesWithoutCreatesAndCreatesWithoutUpdates() {
        String path = "/" + data.of("Condition", "a");
        String body = data.body("Condition", "a", "a");
        Refusal.of(caller.send("system/Condition.u", "POST", "/Condition", body), "interaction", "system/Condition.c");
        assertThat(caller.send("system/Condition.u", "PUT", path, body).status()).isEqualTo(200);
        Refusal.of(caller.send("system/Condition.c", "PUT", path, body), "interaction", "system/Condition.u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Condition.c system/Condition.u", "system/Condition.u system/Condition.c"})
    void hapi5715UnitesCreateAndUpdateInEitherOrder(String scope) {
        assertThat(caller.send(scope, "POST", "/Condition", data.body("Condition", "a")).status()).isEqualTo(201);
        assertThat(caller.send(scope, "PUT", "/" + data.of("Condition", "a"), data.body("Condition", "a", "a"))
                .status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"fhirpath", "json"})
    void hapi7240PatchesWhatIsInThePatientsCompartmentAndNothingElse(String kind) {
        for (String patient : List.of("a", "b")) {
            data.put("Consent", patient, "\"status\":\"draft\",\"scope\":{\"text\":\"x\"},\"category\":[{\"text\":"
                    + "\"x\"}],\"policyRule\":{\"text\":\"x\"},\"patient\":" + data.reference(patient));
        }
        String patch = kind.equals("json")
                ? "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]"
                : fhirPathPatch("Consent.status", "active");
        Map<String, String> headers = kind.equals("json") ? JSON_PATCH : Map.of();
        HttpAnswer own = a.send("patient/Consent.ru", "PATCH", "/" + data.of("Consent", "a"), patch, headers);
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(status("Consent", "a")).isEqualTo("active");
        HttpAnswer other = a.send("patient/Consent.ru", "PATCH", "/" + data.of("Consent", "b"), patch, headers);
        assertThat(other.status()).isEqualTo(404);
        assertThat(status("Consent", "b")).isEqualTo("draft");
    }

    @Test
    void hapi8253ShowsNoBodyToAWriterWhoMayNotRead() {
        HttpAnswer patched = caller.send("system/Patient.u", "PATCH", "/" + data.of("Patient", "b"),
                "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]", Map.of(
                        "Content-Type", "application/json-patch+json", "Prefer", "return=representation"));
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.body()).isEmpty();
        assertThat(patched.header("Content-Location")).contains(data.of("Patient", "b") + "/_history/2");
    }

    @Test
    void hapi8253TellsNothingByAConditionalCreateWithoutSearch() {
        for (String scope : List.of("system/Patient.c", "system/Patient.cr")) {
            HttpAnswer match = createUnless(scope, data.id("b"));
            HttpAnswer none = createUnless(scope, "nobody");
            Refusal.of(match, "conditional", "system/Patient.cs");
            assertThat(none.body()).isEqualTo(match.body());
        }
    }

    private HttpAnswer createUnless(String scope, String id) {
        return caller.send(scope, "POST", "/Patient", "{\"resourceType\":\"Patient\"}",
                Map.of("If-None-Exist", "_id=" + id, "Prefer", "return=representation"));
    }

    private String status(String type, String name) {
        return caller.get(Stored.EVERYTHING, "/" + data.of(type, name)).text("status");
    }

    private String contents(String type) {
        String first = type.equals("message")
                ? "{\"resourceType\":\"MessageHeader\",\"eventCoding\":{\"system\":\"urn:test\",\"code\":\"x\"},"
                        + "\"source\":{\"endpoint\":\"urn:test\"}}"
                : "{\"resourceType\":\"Composition\",\"status\":\"final\",\"type\":{\"text\":\"x\"},"
                        + "\"date\":\"2026-01-01\",\"author\":[{\"display\":\"x\"}],\"title\":\"x\",\"subject\":"
                        + data.reference("a") + "}";
        String bundle = bundle(type, entry(first),
                entry("{\"resourceType\":\"Patient\",\"id\":\"" + data.id("a") + "\",\"active\":true}"));
        return bundle.substring("{\"resourceType\":\"Bundle\",".length(), bundle.length() - 1);
    }

    private String tag(String code) {
        return ",\"meta\":{\"tag\":[{\"system\":\"urn:test\",\"code\":\"" + code + data.mark() + "\"}]}";
    }
}
