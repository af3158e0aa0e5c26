package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code patient/} opens what is about the patient in the token, and nothing else (D-10, D-19, SCO-21). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientScopesIT {

    private static final String ALL = "patient/*.cruds";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");

    private final Servers servers;
    private final TwoPatients data;
    private final Person a;

    PatientScopesIT(Servers servers) {
        this.servers = servers;
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
    }

    static Stream<String> types() {
        return TwoPatients.DATA.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void findsTheOwnResourceAndNoOtherByUrlByBodyAndByCount(String type) {
        String both = "_id=" + data.id("a") + "," + data.id("b");
        for (HttpAnswer answer : new HttpAnswer[] {
                a.get("patient/" + type + ".s", "/" + type + "?" + both),
                a.send("patient/" + type + ".s", "POST", "/" + type + "/_search", both, FORM),
                a.get("patient/" + type + ".s", "/" + type + "?_total=accurate"),
                a.get("patient/" + type + ".s", "/" + type + "?_count=1&_offset=0"),
                a.get("patient/*.rs", "/" + type)}) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(ids(answer)).containsExactly(data.id("a"));
            assertThat(answer.json().path("total").asInt(1)).isEqualTo(1);
            assertThat(answer.body()).doesNotContain(data.of(type, "b"));
        }
        for (String count : List.of("_summary=count", "_count=0", "_summary=count&" + both)) {
            assertThat(a.get(ALL, "/" + type + "?" + count).json().path("total").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsTheOwnResourceItsVersionAndItsHistoryAndNoOther(String type) {
        for (String suffix : List.of("", "/_history/1", "/_history")) {
            HttpAnswer own = a.get("patient/" + type + ".r", "/" + data.of(type, "a") + suffix);
            assertThat(own.status()).as(own.body()).isEqualTo(200);
            assertThat(own.body()).contains(data.id("a"));
            assertThat(own.json().has("total")).isFalse();
            HttpAnswer other = a.get("patient/" + type + ".r", "/" + data.of(type, "b") + suffix);
            assertThat(other.status()).as(other.body()).isEqualTo(404);
            assertThat(other.body()).doesNotContain(data.id("b"));
        }
    }

    @Test
    void treatsThePatientAsItsOwnByIdAndALinkedPatientAsAnother() {
        data.put("Patient", "linked", "\"link\":[{\"other\":" + data.reference("a") + ",\"type\":\"seealso\"}]");
        HttpAnswer found = a.get("patient/Patient.s", "/Patient");
        assertThat(ids(found)).containsExactly(data.id("a"));
        assertThat(found.json().path("total").asInt(1)).isEqualTo(1);
        for (String other : List.of("b", "linked", "unknown")) {
            HttpAnswer none = a.get("patient/Patient.s", "/Patient?_total=accurate&_id=" + data.id(other));
            assertThat(none.json().path("total").asInt(-1)).as(none.body()).isZero();
        }
        assertThat(ids(a.get("patient/Patient.s", "/Patient?link=" + data.of("Patient", "a")))).isEmpty();
        assertThat(a.get("patient/Patient.r", "/" + data.of("Patient", "a")).status()).isEqualTo(200);
        assertThat(a.get("patient/Patient.r", "/" + data.of("Patient", "linked")).status()).isEqualTo(404);
        assertThat(a.get("patient/Patient.r", "/" + data.of("Patient", "b")).status()).isEqualTo(404);
    }

    /** HAPI negates every condition on {@code _id} where one is: a compartment by {@code _id} would turn over. */
    @ParameterizedTest
    @CsvSource({"Patient, _id:not=OWN, 0", "Patient, _id:not=OTHER, 1", "Patient, _id:missing=true, 0",
            "Encounter, _id:not=OWN, 0", "Encounter, _id:not=OTHER, 1", "Encounter, patient:missing=true, 0",
            "Encounter, patient:missing=false, 1", "Encounter, patient:Patient=OTHER, 0",
            "Appointment, actor:missing=true, 0", "Appointment, actor:Patient=OTHER, 0"})
    void doesNotLetAModifierTurnTheCompartmentOver(String type, String query, int total) {
        String asked = query.replace("OWN", data.id("a")).replace("OTHER", data.id("b"));
        for (String count : List.of("_summary=count", "_total=accurate")) {
            HttpAnswer answer = a.get(ALL, "/" + type + "?" + count + "&" + asked);
            assertThat(answer.json().path("total").asInt(-1)).as(answer.body()).isEqualTo(total);
        }
    }

    @Test
    void keepsTheClientsOwnQueryBesideTheCompartment() {
        String other = data.of("Patient", "b");
        for (String query : List.of("patient=" + other, "subject=" + other, "subject:Patient=" + data.id("b"),
                "patient=" + data.id("b"), "performer=" + other, "subject:missing=true", "status=registered",
                "_id=" + data.id("b"), "_tag=x", "_profile=http://x/y", "_security=x%7Cy",
                "_lastUpdated=lt2000-01-01", "patient=" + data.id("a") + "&patient=" + data.id("b"))) {
            HttpAnswer answer = a.get("patient/Observation.s", "/Observation?_total=accurate&" + query);
            assertThat(answer.status()).as(query + answer.body()).isEqualTo(200);
            assertThat(answer.json().path("total").asInt(-1)).as(query).isZero();
            assertThat(ids(answer)).as(query).isEmpty();
        }
        for (String query : List.of("subject:missing=false", "status:not=registered", "status=final",
                "patient=" + data.id("a") + "," + data.id("b"), "_tag:not=x", "_sort=-_lastUpdated", "_elements=id",
                "_summary=true", "_summary=text", "_lastUpdated=gt2000-01-01")) {
            HttpAnswer answer = a.get("patient/Observation.s", "/Observation?_total=accurate&" + query);
            assertThat(answer.json().path("total").asInt(-1)).as(query + answer.body()).isEqualTo(1);
            assertThat(ids(answer)).as(query).containsExactly(data.id("a"));
        }
    }

    @Test
    void findsWhatIsInTheCompartmentByAnyOfItsParametersOnceEach() {
        data.put("Observation", "performed", "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"performer\":["
                + "{\"reference\":\"" + data.of("Practitioner", "doctor") + "\"}," + data.reference("b") + "]");
        Person b = Person.patientInContext(servers, data.id("b"));
        HttpAnswer found = b.get("patient/Observation.s", "/Observation?_total=accurate");
        assertThat(ids(found)).containsExactlyInAnyOrder(data.id("b"), data.id("performed"));
        assertThat(found.json().path("total").asInt()).isEqualTo(2);
        assertThat(b.get("patient/Observation.s", "/Observation?_summary=count").json().path("total").asInt())
                .isEqualTo(2);
        assertThat(b.get("patient/Observation.r", "/" + data.of("Observation", "performed")).status()).isEqualTo(200);
        data.delete("Observation", "performed");
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
    void grantsNothingByConstrainedScopes() {
        Refusal.of(a.get("patient/Observation.rs?category=laboratory", "/Observation"), "interaction",
                "patient/Observation.s");
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

    static List<String> ids(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(resource -> resource.path("id"))
                .map(JsonNode::asText)
                .toList();
    }
}
