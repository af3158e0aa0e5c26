package dev.smartfhir.endtoend.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** {@code realm-export.json} as operators use it: imported into an empty Keycloak, exported, and imported again. */
@OnOwnServers
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
class RealmRoundTripIT {

    private static final String BASE = "https://fhir.hospital.example.org/r4";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path ROOT = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    private final SandboxSettings sandbox = SandboxSettings.from(
            ROOT, Map.of("SANDBOX_STATE", ROOT.resolve("sandbox/target/realm-round-trip").toString()));
    private final FreshKeycloak keycloak;
    private final JsonNode shipped;

    RealmRoundTripIT() throws IOException, InterruptedException {
        keycloak = FreshKeycloak.build(sandbox);
        shipped = JSON.readTree(sandbox.projectRoot().resolve("realm-export.json").toFile());
    }

    /** Ids are part of an export, so that not even they differ. */
    @Test
    void anImportKeepsAllThatIsShippedAndItsExportImportsToTheSame() throws IOException, InterruptedException {
        Path file = sandbox.projectRoot().resolve("realm-export.json");
        JsonNode first = keycloak.roundTrip(file, Map.of());
        JsonNode second = keycloak.roundTrip(keycloak.write("first.json", first), Map.of());

        // The import uses up this one: it makes Keycloak add its own client scopes, which the export then has.
        assertThat(Comparison.missing("", Comparison.ordered(shipped), Comparison.ordered(first)))
                .singleElement().asString().startsWith("/attributes/CreateDefaultClientScopes:");
        assertThat(Comparison.missing("", Comparison.ordered(first), Comparison.ordered(second))).isEmpty();
        assertThat(Comparison.missing("", withoutStockAdditions(second), Comparison.ordered(first))).isEmpty();
        assertThat(scopes(second)).containsAll(scopes(shipped)).doesNotHaveDuplicates();
        assertThat(second.path("attributes").path("smart.fhir-bases").asText())
                .isEqualTo("http://localhost:8080/fhir");
    }

    @Test
    void anImportWithAFhirBaseGrantsAndAsksForThePatientAndLeavesNothingSyntheticBehind()
            throws IOException, InterruptedException {
        int port = FreePort.find();
        SandboxSettings here = new SandboxSettings(sandbox.projectRoot(), sandbox.state().resolve("realm-trip"), port,
                FreePort.find(), FreePort.find(), FreePort.find());
        Map<String, String> environment =
                Map.of("SMART_FHIR_BASE", BASE, "SMART_FHIR_BASE_INTERNAL", "http://hapi:8080/fhir");
        try (ServerProcess process = keycloak.startWithShippedRealm(port, environment);
                Servers servers = Servers.onlyKeycloak(here)) {
            assertThat(process.isAlive()).isTrue();
            JsonNode attributes = servers.admin().get("").json().path("attributes");
            assertThat(attributes.path("smart.fhir-bases").asText()).isEqualTo(BASE);
            assertThat(attributes.path("smart.fhir-bases.internal").asText()).isEqualTo("http://hapi:8080/fhir");

            HttpAnswer token = servers.clients().backendService("system/Bundle.crs")
                    .requestToken("system/Bundle.r system/Claim.r");
            assertThat(token.text("scope")).isEqualTo("system/Bundle.r");

            TestApp app = TestApp.publicApp(servers, "launch/patient", "patient/*.rs");
            String user = new TestUsers(servers.admin()).create("Practitioner/1");
            AppRequest request = app.request("launch/patient patient/Observation.rs").with("aud", BASE);
            Browser browser = new Browser();
            HttpAnswer page = TestApp.back(browser, app.logIn(browser, request, user));
            assertThat(page.body()).as(page.status() + "").contains("id=\"smart-patient\"");
        }
        JsonNode exported = keycloak.export();
        assertThat(scopes(exported)).containsAll(scopes(shipped)).doesNotContain("system/Bundle.r",
                "patient/Observation.rs");
        List<String> smart = scopes(shipped).stream().filter(RealmRoundTripIT::isSmart).toList();
        assertThat(scopes(exported)).filteredOn(RealmRoundTripIT::isSmart).containsExactlyInAnyOrderElementsOf(smart);
    }

    /** Without what stock Keycloak gives the realm, its own clients and any mapper when it imports an export. */
    private static JsonNode withoutStockAdditions(JsonNode exported) {
        ObjectNode realm = (ObjectNode) Comparison.ordered(exported);
        realm.withObject("/attributes").remove(List.of("clientOfflineSessionIdleTimeout",
                "clientOfflineSessionMaxLifespan", "clientSessionIdleTimeout", "clientSessionMaxLifespan",
                "scimApiEnabled"));
        realm.path("clients").forEach(client -> {
            ((ObjectNode) client).remove("secret");
            ((ObjectNode) client).withObject("/attributes")
                    .remove(List.of("client.secret.creation.time", "post.logout.redirect.uris"));
        });
        realm.findValues("protocolMappers").forEach(mappers -> mappers.forEach(mapper ->
                ((ObjectNode) mapper).withObject("/config").remove("userinfo.token.claim")));
        return realm;
    }

    private static boolean isSmart(String scope) {
        return scope.contains("/");
    }

    private static List<String> scopes(JsonNode realm) {
        List<String> names = new ArrayList<>();
        realm.path("clientScopes").forEach(scope -> names.add(scope.path("name").asText()));
        return names;
    }
}
