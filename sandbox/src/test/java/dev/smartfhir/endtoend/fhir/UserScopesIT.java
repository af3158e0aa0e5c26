package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code user/} opens what the user may access by the default policy, and no more (D-20, SCO-24). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserScopesIT {

    private static final String ALL = "user/*.cruds";

    private final Servers servers;
    private final TwoPatients data;

    UserScopesIT(Servers servers) {
        this.servers = servers;
        data = new TwoPatients(new Caller(servers));
        data.put("RelatedPerson", "inactive", "\"active\":false,\"patient\":" + data.reference("a"));
        data.put("RelatedPerson", "unsaid", "\"patient\":" + data.reference("a"));
        data.put("RelatedPerson", "elsewhere", "\"patient\":{\"identifier\":{\"value\":\"" + data.id("a") + "\"}}");
        data.putAbout("RelatedPerson", "deleted", "a");
        data.delete("RelatedPerson", "deleted");
        data.put("RelatedPerson", "over", "\"patient\":" + data.reference("a") + ",\"period\":{\"end\":\"2020\"}");
        data.put("Person", "person", "\"link\":[{\"target\":" + data.reference("a") + "}]");
        data.put("Person", "inactive", "\"active\":false,\"link\":[{\"target\":" + data.reference("a") + "}]");
        data.put("Person", "unlinked", "\"active\":true");
        data.put("Person", "over", related("over"));
        data.put("Person", "deleted", "\"link\":[{\"target\":" + data.reference("a") + "}]");
        data.delete("Person", "deleted");
    }

    @Test
    void opensTheOwnCompartmentToAPatient() {
        seesOnlyA(user(data.of("Patient", "a")));
        seesOnlyA(user(servers.fhirBase() + "/" + data.of("Patient", "a")));
    }

    @Test
    void opensThePatientOfARelatedPersonWhoIsActive() {
        seesOnlyA(user(data.of("RelatedPerson", "a")));
        seesOnlyA(user(data.of("RelatedPerson", "unsaid")));
    }

    @Test
    void followsTheRelatedPersonAsItIsStoredNow() {
        data.putAbout("RelatedPerson", "changing", "b");
        Person changing = user(data.of("RelatedPerson", "changing"));
        assertThat(PatientScopesIT.ids(changing.get(ALL, "/Observation"))).containsExactly(data.id("b"));
        data.putAbout("RelatedPerson", "changing", "a");
        seesOnlyA(changing);
        data.put("RelatedPerson", "changing", "\"active\":false,\"patient\":" + data.reference("a"));
        seesNothing(changing);
    }

    @Test
    void opensThePatientsOfAPersonAsTheLinksAreStoredNow() {
        seesOnlyA(user(data.of("Person", "person")));
        data.put("Person", "changing", related("b"));
        Person changing = user(data.of("Person", "changing"));
        assertThat(PatientScopesIT.ids(changing.get(ALL, "/Observation"))).containsExactly(data.id("b"));
        data.put("Person", "changing", "\"link\":[{\"target\":" + data.reference("a") + "},{\"target\":"
                + data.reference("b") + "}]");
        assertThat(PatientScopesIT.ids(changing.get(ALL, "/Observation")))
                .containsExactlyInAnyOrder(data.id("a"), data.id("b"));
        data.put("Person", "changing", related("a"));
        seesOnlyA(changing);
        data.put("Person", "changing", "\"active\":false," + related("a"));
        seesNothing(changing);
    }

    @Test
    void aPersonOfManyPatientsFindsWhatIsAboutThem() {
        String links = IntStream.range(0, 12).mapToObj(i -> {
            data.put("Patient", "many" + i, "\"active\":true");
            return "{\"target\":" + data.reference("many" + i) + "}";
        }).collect(Collectors.joining(","));
        data.put("Person", "of-many", "\"link\":[{\"target\":" + data.reference("a") + "}," + links + "]");

        Person ofMany = user(data.of("Person", "of-many"));
        seesOnlyA(ofMany);
        assertThat(PatientScopesIT.ids(ofMany.get(ALL, "/Patient"))).hasSize(13).contains(data.id("a"))
                .doesNotContain(data.id("b"));
    }

    @Test
    void aPersonLinksHimselfToNobodyElse() {
        Person person = user(data.of("Person", "person"));
        String body = "{\"resourceType\":\"Person\",\"id\":\"" + data.id("person") + "\",\"link\":[{\"target\":"
                + data.reference("a") + "},{\"target\":%s}]}";

        assertThat(person.send(ALL, "PUT", "/" + data.of("Person", "person"),
                String.format(body, data.reference("b"))).status()).isEqualTo(403);
        assertThat(person.send(ALL, "PUT", "/" + data.of("Person", "person"),
                String.format(body, "{\"reference\":\"" + data.of("RelatedPerson", "b") + "\"}")).status())
                .isIn(403, 409);
        seesOnlyA(person);
    }

    @Test
    void nobodyProlongsOrWidensTheRecordByWhichHeActs() {
        String period = "\"period\":{\"end\":\"2099\"},\"patient\":" + data.reference("a");
        data.put("RelatedPerson", "until", period);
        Person relative = user(data.of("RelatedPerson", "until"));
        String path = "/" + data.of("RelatedPerson", "until");
        String body = "{\"resourceType\":\"RelatedPerson\",\"id\":\"" + data.id("until") + "\",%s}";

        Refusal.of(relative.send(ALL, "PUT", path, String.format(body, "\"patient\":" + data.reference("a"))), "acting",
                "system/RelatedPerson.u");
        Refusal.of(user(data.of("Patient", "a")).send(ALL, "PUT", "/" + data.of("RelatedPerson", "inactive"),
                "{\"resourceType\":\"RelatedPerson\",\"id\":\"" + data.id("inactive") + "\",\"patient\":"
                        + data.reference("a") + "}"), "acting", "system/RelatedPerson.u");
        assertThat(relative.send(ALL, "PUT", path, String.format(body, "\"gender\":\"female\"," + period)).status())
                .isEqualTo(200);

        data.put("Person", "widening", "\"link\":[{\"target\":" + data.reference("a") + "}]");
        Refusal.of(user(data.of("Person", "widening")).send(ALL, "PUT", "/" + data.of("Person", "widening"),
                "{\"resourceType\":\"Person\",\"id\":\"" + data.id("widening") + "\",\"link\":[{\"target\":"
                        + data.reference("a") + "},{\"target\":{\"reference\":\"" + data.of("RelatedPerson", "until")
                        + "\"}}]}"), "acting", "system/Person.u");
    }

    @Test
    void aPersonMayReadTheResourceThatRepresentsHim() {
        String own = "openid fhirUser user/Person.r";
        for (String name : List.of("person", "unlinked", "inactive", "over")) {
            assertThat(user(data.of("Person", name)).get(own, "/" + data.of("Person", name)).status()).isEqualTo(200);
        }
        assertThat(user(data.of("RelatedPerson", "inactive")).get("openid fhirUser user/RelatedPerson.r",
                "/" + data.of("RelatedPerson", "inactive")).status()).isEqualTo(200);
        assertThat(user(data.of("Person", "person")).get(own, "/" + data.of("Person", "unlinked")).status())
                .isEqualTo(404);
    }

    private String related(String name) {
        return "\"link\":[{\"target\":{\"reference\":\"" + data.of("RelatedPerson", name) + "\"}}]";
    }

    Stream<Object> nobodies() {
        return Stream.of(
                data.of("RelatedPerson", "inactive"), data.of("RelatedPerson", "elsewhere"),
                data.of("RelatedPerson", "deleted"), data.of("RelatedPerson", "unknown"),
                data.of("RelatedPerson", "over"), data.of("Person", "inactive"), data.of("Person", "unlinked"),
                data.of("Person", "over"), data.of("Person", "deleted"), data.of("Person", "unknown"),
                "https://elsewhere.example/fhir/" + data.of("Patient", "a"),
                servers.fhirBase() + "x/" + data.of("Patient", "a"), "x" + data.of("Patient", "a"),
                "/" + data.of("Patient", "a"), data.of("Patient", "a") + "/_history/1", data.id("a"),
                data.of("Patient", "a").toLowerCase(), data.of("Group", "a"), List.of(data.of("Patient", "a")),
                Map.of("reference", data.of("Patient", "a")), "",
                data.of("Patient", "a") + " " + data.of("Patient", "b"));
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void opensNothingToAUserWhoIsNobodyHere(Object fhirUser) {
        seesNothing(user(fhirUser));
    }

    @Test
    void opensNothingWithoutAUser() {
        Refusal.of(Person.nobody(servers).get(ALL, "/Observation"), "interaction", "system/Observation.s");
    }

    @Test
    void opensEverythingToAPractitionerWhereTheOperatorSaysSo() {
        Person doctor = user(data.of("Practitioner", "doctor"));
        assertThat(PatientScopesIT.ids(doctor.get("user/Observation.s", "/Observation?_id=" + data.id("a") + ","
                + data.id("b")))).hasSize(2);
        assertThat(doctor.get("user/Organization.s", "/Organization").status()).isEqualTo(200);
        assertThat(doctor.get("user/Observation.r", "/" + data.of("Observation", "b")).status()).isEqualTo(200);
        Refusal.of(doctor.get("user/Observation.r", "/Observation"), "interaction", "user/Observation.s");
        Refusal.of(doctor.get("user/Observation.rs", "/" + data.of("Condition", "a")), "interaction",
                "user/Condition.r");
    }

    @Test
    void unitesTheScopesOfAToken() {
        Person patientApp = user(data.of("Practitioner", "doctor")).with("patient", data.id("a"));
        HttpAnswer conditions = patientApp.get("patient/Condition.rs user/Observation.rs", "/Condition");
        assertThat(PatientScopesIT.ids(conditions)).containsExactly(data.id("a"));
        assertThat(patientApp.get("patient/Condition.rs user/Observation.rs", "/" + data.of("Observation", "b"))
                .status()).isEqualTo(200);
        assertThat(patientApp.get("patient/Condition.rs user/Observation.rs", "/" + data.of("Condition", "b"))
                .status()).isEqualTo(404);
        Person both = user(data.of("Patient", "b")).with("patient", data.id("a"));
        HttpAnswer united = both.get("patient/Observation.rs user/Observation.rs", "/Observation?_total=accurate");
        assertThat(PatientScopesIT.ids(united)).containsExactlyInAnyOrder(data.id("a"), data.id("b"));
        assertThat(united.json().path("total").asInt()).isEqualTo(2);
    }

    private Person user(Object fhirUser) {
        return Person.user(servers, fhirUser);
    }

    private void seesOnlyA(Person user) {
        assertThat(PatientScopesIT.ids(user.get(ALL, "/Observation"))).containsExactly(data.id("a"));
        assertThat(user.get(ALL, "/Observation?_summary=count").json().path("total").asInt()).isEqualTo(1);
        assertThat(user.get(ALL, "/" + data.of("Observation", "a")).status()).isEqualTo(200);
        assertThat(user.get(ALL, "/" + data.of("Observation", "b")).status()).isEqualTo(404);
        assertThat(user.send(ALL, "POST", "/Observation", data.body("Observation", "b")).status()).isEqualTo(403);
        assertThat(user.get(ALL, "/Practitioner").status()).isEqualTo(403);
    }

    private void seesNothing(Person user) {
        for (String path : List.of("/Observation", "/" + data.of("Observation", "a"), "/" + data.of("Patient", "a"))) {
            assertThat(user.get(ALL, path).status()).isEqualTo(403);
        }
        assertThat(user.send(ALL, "POST", "/Observation", data.body("Observation", "a")).status()).isEqualTo(403);
    }
}
