package dev.smartfhir.endtoend.existing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look at a realm and who may change it, by Keycloak's own roles. */
@EndToEnd
@TestInstance(Lifecycle.PER_CLASS)
class AdministratorsIT {

    private final Http http = new Http();
    private final Servers sandbox;
    private final HospitalRealm hospital;

    AdministratorsIT(Servers servers) {
        sandbox = servers;
        hospital = HospitalRealm.create(servers);
    }

    @AfterAll
    void delete() {
        hospital.close();
    }

    @ParameterizedTest
    @CsvSource({
        "view-realm view-clients,                 200, 403",
        "view-realm,                              403, 403",
        "view-clients,                            403, 403",
        "view-users view-events query-clients,    403, 403",
        "manage-clients view-realm,               200, 403",
        "manage-realm,                            403, 403",
        "manage-realm view-clients,               200, 403",
        "manage-realm manage-clients,             200, 200",
        "'',                                      403, 403"})
    void mayLookByViewRolesAndChangeByManageRoles(String roles, int look, int change) {
        String token = administrator(hospital.admin(), roles.isEmpty() ? List.of() : List.of(roles.split(" ")));
        String changes = "changes?fhir-base=" + sandbox.fhirBase();

        assertThat(send("GET", changes, token).status()).isEqualTo(look);
        assertThat(send("GET", "doctor", token).status()).isEqualTo(look);
        HttpAnswer changed = send("POST", changes, token);
        assertThat(changed.status()).isEqualTo(change);
        if (change == 403) {
            assertThat(changed.body()).isEqualTo("{\"error\":\"HTTP 403 Forbidden\"}");
        }
    }

    @Test
    void ofAnotherRealmMayNothing() {
        try (HospitalRealm other = HospitalRealm.create(sandbox)) {
            String token = administrator(other.admin(), other.servers(), List.of("realm-admin"));

            assertThat(send("GET", "doctor", token).status()).isEqualTo(403);
            assertThat(send("GET", "changes?fhir-base=https://f.example/fhir", token).status()).isEqualTo(403);
            assertThat(send("POST", "changes?fhir-base=https://f.example/fhir", token).status()).isEqualTo(403);
        }
    }

    @Test
    void withoutATokenAreUnknown() {
        assertThat(send("GET", "doctor", null).status()).isEqualTo(401);
        assertThat(send("GET", "changes", null).status()).isEqualTo(401);
        assertThat(send("POST", "changes", "x.y.z").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes?fhir-base=ftp://x/fhir", "changes?fhir-base=fhir", "changes?fhir-base=",
        "changes?fhir-base=https://u:p@x.example/fhir", "changes?fhir-base=https://x.example/fhir%20https://y.example",
        "changes?fhirbase=https://x.example/fhir", "changes?fhir-base=https://x.example/f&registration=perhaps",
        "doctor?deep=true"})
    void areToldWhatIsWrongWithTheirRequest(String path) {
        for (String method : path.startsWith("doctor") ? List.of("GET") : List.of("GET", "POST")) {
            HttpAnswer answer = hospital.admin().send(method, "/smart/" + path, null);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_request");
            assertThat(answer.text("error_description")).isNotBlank().doesNotContain("u:p@");
        }
    }

    @Test
    void mayBeServiceAccountsWithAKey(@TempDir Path folder) throws Exception {
        ClientKey key = ClientKey.es384();
        ObjectNode client = hospital.servers().clients().confidential();
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet());
        client.put("fullScopeAllowed", true);
        String id = hospital.servers().clients().create(client);
        assign(hospital.admin(), hospital.admin().get("/clients/" + id + "/service-account-user").text("id"),
                List.of("view-realm", "view-clients"));
        Path file = Files.writeString(folder.resolve("key.json"), key.jwk().toJSONString());

        SmartAdminProcess shown = asServiceAccount(client, file, "ready", "--fhir-base", "https://f.example/fhir");
        SmartAdminProcess refused =
                asServiceAccount(client, file, "ready", "--fhir-base", "https://f.example/fhir", "--apply");

        assertThat(shown.exitCode()).as(shown.errors()).isZero();
        assertThat(shown.output()).contains("nothing was changed");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).contains("manage-realm and manage-clients").doesNotContain("\tat ");
    }

    @Test
    void readWhatTheCommandCannotDo() {
        SmartAdminProcess wrong = SmartAdminProcess.run(sandbox, Map.of("KEYCLOAK_PASSWORD", "not this"), "keycloak",
                "doctor", "--server", sandbox.sandbox().keycloak().toString(), "--realm", "smart", "--user", "admin");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output()).isEmpty();
        assertThat(wrong.errors()).startsWith("The realm master did not let the administrator in: ")
                .doesNotContain("not this", "\tat ");
    }

    private SmartAdminProcess asServiceAccount(ObjectNode client, Path key, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("keycloak", command, "--server",
                sandbox.sandbox().keycloak().toString(), "--realm", hospital.name(), "--auth-realm", hospital.name(),
                "--client-id", client.path("clientId").asText(), "--client-key", key.toString()));
        arguments.addAll(List.of(more));
        return SmartAdminProcess.run(sandbox, Map.of(), arguments.toArray(String[]::new));
    }

    private HttpAnswer send(String method, String path, String token) {
        return http.send(method, URI.create(sandbox.sandbox().keycloak() + "/admin/realms/" + hospital.name()
                + "/smart/" + path), token == null ? Map.of("Accept", "application/json")
                : Map.of("Accept", "application/json", "Authorization", "Bearer " + token), null);
    }

    private String administrator(AdminApi admin, List<String> roles) {
        return administrator(admin, hospital.servers(), roles);
    }

    private String administrator(AdminApi admin, Servers servers, List<String> roles) {
        TestUsers users = new TestUsers(admin);
        String name = users.plain();
        assign(admin, users.idOf(name), roles);
        return http.post(servers.tokenEndpoint(), Map.of("grant_type", "password", "client_id", "admin-cli",
                "username", name, "password", TestUsers.PASSWORD)).text("access_token");
    }

    private static void assign(AdminApi admin, String user, List<String> roles) {
        String management = admin.get("/clients?clientId=realm-management").json().path(0).path("id").asText();
        ArrayNode assigned = JsonNodeFactory.instance.arrayNode();
        for (JsonNode role : admin.get("/clients/" + management + "/roles").json()) {
            if (roles.contains(role.path("name").asText())) {
                assigned.add(role);
            }
        }
        assertThat(assigned).hasSize(roles.size());
        admin.post("/users/" + user + "/role-mappings/clients/" + management, assigned);
    }
}
