package dev.smartfhir.sandbox.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.data.DemoData;
import dev.smartfhir.sandbox.keys.KeyStore;
import dev.smartfhir.sandbox.pages.app.AppClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's realm, with its pages at another port than the documented one. */
class DemoRealmTest {

    private static final String PAGES = "http://localhost:9999/";

    @TempDir
    private static Path state;
    private static ObjectNode realm;

    @BeforeAll
    static void build() throws IOException {
        realm = DemoRealm.build(Path.of(System.getProperty("project.root", ".."), "realm-export.json"),
                new SandboxSettings(state, state, 7777, 8888, 9999, 6666), new KeyStore(state.resolve("keys")));
    }

    @Test
    void leadsToThePagesWhereverTheyAre() {
        assertThat(realm.toString()).doesNotContain(":8090", ":8091");
        for (AppClient app : AppClient.values()) {
            assertThat(client(app.clientId()).path("redirectUris").toString())
                    .isEqualTo("[\"" + PAGES + "app/callback\"]");
        }
        assertThat(realm.at("/attributes/smart.fhir-bases").asText()).isEqualTo("http://localhost:8888/fhir");
    }

    @Test
    void holdsNoPrivateKey() {
        assertThat(realm.toString()).contains("jwks.string").doesNotContain("\\\"d\\\"");
    }

    @Test
    void letsAppsDoNothingButLogUsersIn() {
        for (AppClient app : AppClient.values()) {
            JsonNode client = client(app.clientId());
            assertThat(client.path("standardFlowEnabled").asBoolean()).isTrue();
            for (String flow : List.of("serviceAccountsEnabled", "implicitFlowEnabled", "directAccessGrantsEnabled",
                    "fullScopeAllowed")) {
                assertThat(client.path(flow).asBoolean(true)).as(app + " " + flow).isFalse();
            }
            assertThat(client.path("optionalClientScopes").toString()).doesNotContain("system/", "cruds");
        }
        assertThat(client("demo-app").path("publicClient").asBoolean()).isTrue();
        assertThat(client("demo-app").has("secret")).isFalse();
    }

    @Test
    void hasUsersWhoAreInTheDemoDataAndNeedNoFurtherPageToLogIn() {
        List<String> resources = DemoData.transaction().findValuesAsText("url");
        for (JsonNode user : realm.path("users")) {
            assertThat(user.path("realmRoles").toString()).contains("default-roles-smart");
            if (!user.has("serviceAccountClientId")) {
                assertThat(resources).contains(user.at("/attributes/fhirUser/0").asText());
                assertThat(List.of("firstName", "lastName", "email")).allMatch(user::hasNonNull);
            }
        }
        assertThat(realm.path("users").findValuesAsText("username")).containsExactly(
                "oncologist", "case-manager", "pharmacist", "patient", "relative", "guardian",
                "service-account-ehr-simulator");
    }

    @Test
    void givesEachHospitalCeilingsOfItsOwnInstitutionAndTheReviewerOnesWithout() {
        List<String> scopes = realm.path("clientScopes").findValuesAsText("name");
        Map.of("hospital-a-his", DemoData.HOSPITAL_A, "hospital-b-his", DemoData.HOSPITAL_B).forEach((id, code) -> {
            JsonNode hospital = client(id);
            assertThat(hospital.at("/attributes/smart.attribute.institution").asText()).isEqualTo(code);
            assertThat(hospital.path("optionalClientScopes")).hasSize(2).allSatisfy(ceiling ->
                    assertThat(scopes).filteredOn(name -> name.endsWith("${institution}")).contains(ceiling.asText()));
        });
        assertThat(client("nhi-reviewer").path("optionalClientScopes").toString()).doesNotContain("?");
    }

    @Test
    void letsOnlyTheEhrRegisterLaunches() {
        for (JsonNode user : realm.path("users")) {
            assertThat(user.path("realmRoles").toString().contains("smart-launch"))
                    .isEqualTo(user.path("username").asText().equals("service-account-ehr-simulator"));
        }
    }

    private static JsonNode client(String clientId) {
        for (JsonNode client : realm.path("clients")) {
            if (client.path("clientId").asText().equals(clientId)) {
                return client;
            }
        }
        throw new AssertionError("no client " + clientId);
    }
}
