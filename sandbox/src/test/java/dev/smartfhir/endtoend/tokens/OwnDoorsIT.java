package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A FHIR server that is sent an administrator's token cannot act as that administrator in Keycloak. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnDoorsIT {

    private static final String BACKEND_SCOPE = "system/Bundle.crs";

    private final Servers servers;
    private final Http http = new Http();
    private Person administrator;
    private TestApp app;

    OwnDoorsIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void makeAnAdministratorWhoIsAPractitioner() {
        administrator = Person.create(servers, "Practitioner/dr-root");
        administer(administrator.id());
        app = TestApp.publicApp(servers, "user/*.rs", "fhirUser", "online_access");
        giveEveryRole(app.clientId());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/realms/smart/users",
        "GET,/admin/realms/smart",
        "POST,/admin/realms/smart/clients",
        "GET,/realms/smart/account",
        "POST,/realms/smart/account",
        "GET,/realms/smart/account/sessions",
        "POST,/realms/smart/clients-registrations/default",
        "POST,/realms/smart/clients-registrations/openid-connect",
        "GET,/realms/smart/authz/protection/resource_set",
        "GET,/realms/smart/broker/any/token"})
    void doNotOpenForATokenForAFhirServer(String method, String path) {
        String token = administrator.authorize(app, "openid fhirUser user/*.rs").exchange().text("access_token");

        assertRefused(call(method, path, token), 401, "invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "openid fhirUser", "user/Patient.r"})
    void doNotOpenWhateverTheTokenHolds(String scope) {
        HttpAnswer granted = administrator.authorize(app, scope).exchange();

        assertThat(claims(granted).get("aud")).asString().contains(servers.fhirBase().toString());
        assertRefused(call("GET", "/admin/realms/smart/users", granted.text("access_token")), 401, "invalid_token");
    }

    @Test
    void doNotOpenForABackendServicesToken() {
        BackendService service = servers.clients().backendService(BACKEND_SCOPE);
        giveEveryRole(service.clientId());
        administer(servers.admin().get("/clients/" + servers.clients().idOf(service.clientId())
                + "/service-account-user").text("id"));
        String token = service.requestToken(BACKEND_SCOPE).text("access_token");

        assertRefused(call("GET", "/admin/realms/smart/users", token), 401, "invalid_token");
    }

    @Test
    void openAsEverForATokenThatIsForNoFhirServer() {
        TestApp console = TestApp.withSecret(servers);
        giveEveryRole(console.clientId());
        String token = administrator.authorize(console, "openid").exchange().text("access_token");

        assertThat(call("GET", "/admin/realms/smart/users", token).status()).isEqualTo(200);
        assertThat(call("GET", "/realms/smart/account", token).status()).isEqualTo(200);
    }

    @Test
    void userInfoStillAnswersTheApp() {
        String token = administrator.authorize(app, "openid user/*.rs").exchange().text("access_token");

        HttpAnswer answer = call("GET", "/realms/smart/protocol/openid-connect/userinfo", token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("sub")).isEqualTo(administrator.id());
    }

    private HttpAnswer call(String method, String path, String token) {
        return http.send(method, URI.create(servers.issuer().toString().replaceAll("/realms/.*", "") + path),
                Map.of("Authorization", "Bearer " + token, "Accept", "application/json",
                        "Content-Type", "application/json"), method.equals("POST") ? "{}" : null);
    }

    private void giveEveryRole(String clientId) {
        ObjectNode client = servers.clients().read(clientId);
        servers.clients().write(client.put("fullScopeAllowed", true));
    }

    private void administer(String userId) {
        String management = servers.clients().idOf("realm-management");
        JsonNode role = servers.admin().get("/clients/" + management + "/roles/realm-admin").json();
        servers.admin().post("/users/" + userId + "/role-mappings/clients/" + management,
                JsonNodeFactory.instance.arrayNode().add(role));
    }
}
