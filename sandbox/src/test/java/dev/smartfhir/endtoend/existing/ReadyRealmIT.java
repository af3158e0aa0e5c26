package dev.smartfhir.endtoend.existing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hospital's realm is made SMART-ready by the command, and nothing else in it changes. */
@EndToEnd
class ReadyRealmIT {

    private static final Map<String, String> PASSWORD = Map.of("KEYCLOAK_PASSWORD", "admin");
    private static HospitalRealm hospital;
    private static ObjectNode before;
    private static SmartAdminProcess shown;
    private static ObjectNode afterShowing;
    private static SmartAdminProcess applied;
    private static SmartAdminProcess again;

    @BeforeAll
    static void makeReady(Servers servers) {
        hospital = HospitalRealm.create(servers);
        before = hospital.export();
        shown = ready();
        afterShowing = hospital.export();
        applied = ready("--apply");
        again = ready("--apply");
    }

    @AfterAll
    static void delete() {
        hospital.close();
    }

    @Test
    void showsWhatItWouldChangeAndChangesNothing() {
        assertThat(shown.exitCode()).as(shown.errors()).isZero();
        assertThat(shown.output()).contains("smart.fhir-bases: " + hospital.servers().fhirBase(),
                "client scope: system/Bundle.crs\n", "required action smart-patient: registered",
                "user attribute fhirUser is written by: users -> administrators alone",
                "user attribute fhirPatients: declared", "realm role: smart-launch", "eventsEnabled: false -> true",
                "internationalizationEnabled: false -> true", "nothing was changed. Add --apply");
        assertThat(sorted(afterShowing)).isEqualTo(sorted(before));
    }

    @Test
    void appliesThatAndASecondTimeNothing() {
        assertThat(applied.exitCode()).as(applied.errors()).isZero();
        assertThat(applied.output()).startsWith(shown.output().substring(0, shown.output().lastIndexOf("\n        ")))
                .containsPattern("[0-9]+ changes were made");
        assertThat(again.output()).isEqualTo("The realm " + hospital.name() + " is SMART-ready; nothing was "
                + "changed.\n");
        assertThat(hospital.admin().get("/smart/changes").json()).isEmpty();
    }

    @Test
    void leavesEveryClientAndEverySettingOfTheHospitalAsItWas() {
        ObjectNode after = hospital.export();

        assertThat(sorted(after.path("clients"))).isEqualTo(sorted(before.path("clients")));
        for (String list : List.of("clientScopes", "requiredActions", "groups")) {
            assertThat(elements(after.path(list))).as(list).containsAll(elements(before.path(list)));
        }
        assertThat(elements(after.at("/roles/realm"))).containsAll(elements(before.at("/roles/realm")));
        assertThat(after.at("/attributes/hospital.code").asText()).isEqualTo("1145010010");
        List<String> changed = new ArrayList<>();
        before.properties().forEach(field -> {
            if (!sorted(field.getValue()).equals(sorted(after.path(field.getKey())))) {
                changed.add(field.getKey());
            }
        });
        assertThat(changed).containsExactlyInAnyOrder("eventsEnabled", "adminEventsEnabled",
                "internationalizationEnabled", "clientScopes", "requiredActions", "roles", "components", "attributes");
        JsonNode realm = hospital.admin().get("").json();
        assertThat(realm.path("eventsExpiration").asInt()).isEqualTo(7_776_000);
        assertThat(realm.path("supportedLocales")).hasSize(2);
    }

    @Test
    void keepsTheHospitalsUserAttributesAndClosesOnlyFhirUserToUsers() {
        JsonNode profile = hospital.admin().get("/users/profile").json();

        assertThat(profile.path("attributes").findValuesAsText("name"))
                .containsExactly("username", "email", "firstName", "lastName", "ward", "fhirUser", "fhirPatients");
        assertThat(profile.path("unmanagedAttributePolicy").asText()).isEqualTo("ENABLED");
        assertThat(profile.at("/attributes/4/permissions/edit")).hasSize(2);
        assertThat(profile.at("/attributes/5/permissions/edit").toString()).isEqualTo("[\"admin\"]");
        assertThat(profile.at("/attributes/5/displayName").asText()).isEqualTo("Ours");
        assertThat(profile.at("/attributes/6/permissions").toString())
                .isEqualTo("{\"view\":[\"admin\"],\"edit\":[\"admin\"]}");
    }

    @Test
    void recordsEachChangeAsAnAdminEvent() {
        JsonNode events = hospital.admin().get("/admin-events?max=200").json();

        assertThat(events.findValuesAsText("resourceType")).contains("CLIENT_SCOPE", "REALM_ROLE", "USER_PROFILE",
                "REQUIRED_ACTION", "REALM");
        assertThat(events.findValuesAsText("operationType")).contains("CREATE", "UPDATE");
    }

    @Test
    void letsABackendServiceGetItsToken() {
        BackendService his =
                hospital.servers().clients().backendService("system/Bundle.crs", "system/ClaimResponse.rs");

        HttpAnswer answer = his.requestToken("system/Bundle.crs");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope")).isEqualTo("system/Bundle.crs");
        assertThat(answer.json().path("expires_in").asInt()).isLessThanOrEqualTo(300);
        assertThat(Tokens.claims(answer)).containsEntry("aud", hospital.servers().fhirBase().toString())
                .containsKey("sub");
    }

    @Test
    void letsAPatientUseAnApp() {
        Servers servers = hospital.servers();
        TestApp app = TestApp.publicApp(servers, "launch/patient", "fhirUser", "patient/*.rs", "online_access");
        Person person = Person.create(servers, "Patient/in-hospital");

        HttpAnswer tokens = person.authorize(app, "openid fhirUser launch/patient patient/*.rs online_access")
                .exchange();

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.text("patient")).isEqualTo("in-hospital");
        assertThat(tokens.text("scope").split(" ")).contains("patient/*.rs", "launch/patient", "openid");
        assertThat(app.refresh(tokens.text("refresh_token")).text("patient")).isEqualTo("in-hospital");
    }

    private static SmartAdminProcess ready(String... more) {
        List<String> arguments = new ArrayList<>(List.of("keycloak", "ready", "--server",
                hospital.servers().sandbox().keycloak().toString(), "--realm", hospital.name(), "--user", "admin",
                "--fhir-base", hospital.servers().fhirBase().toString()));
        arguments.addAll(List.of(more));
        return SmartAdminProcess.run(hospital.servers(), PASSWORD, arguments.toArray(String[]::new));
    }

    private static List<String> elements(JsonNode list) {
        List<String> elements = new ArrayList<>();
        list.forEach(element -> elements.add(sorted(element).toString()));
        return elements;
    }

    /** Keycloak exports sets in any order. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            node.properties().stream().sorted(Map.Entry.comparingByKey())
                    .forEach(field -> object.set(field.getKey(), sorted(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(sorted(element)));
            elements.sort((one, other) -> one.toString().compareTo(other.toString()));
            return new ObjectMapper().createArrayNode().addAll(elements);
        }
        return node;
    }
}
