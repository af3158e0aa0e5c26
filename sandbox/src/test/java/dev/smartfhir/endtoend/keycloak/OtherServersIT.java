package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.admin.TestClients;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keycloak behind a reverse proxy, with several FHIR servers, and with a seam of this module taken away. */
@OnOwnServers
class OtherServersIT {

    private static final String SCOPE = "system/Bundle.crs";

    private final Servers servers;

    OtherServersIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void behindAProxyEveryUrlIsTheOneThatClientsSee() {
        try (ExtraKeycloak keycloak = ExtraKeycloak.start(servers, "/auth", "--proxy-headers=xforwarded",
                "--hostname-strict=false")) {
            assertThat(keycloak.output()).containsOnlyOnce("SMART on FHIR is active: every seam is live");
            Map<String, String> proxied = Map.of("X-Forwarded-Host", "id.hospital.example", "X-Forwarded-Proto",
                    "https", "X-Forwarded-Port", "443", "X-Forwarded-For", "203.0.113.7");
            URI document = URI.create(keycloak.base() + "/realms/smart/.well-known/smart-configuration");

            HttpAnswer answer = new Http().send("GET", document, proxied, null);

            String issuer = "https://id.hospital.example/auth/realms/smart";
            assertThat(answer.text("token_endpoint")).isEqualTo(issuer + "/protocol/openid-connect/token");
            assertThat(answer.text("jwks_uri")).isEqualTo(issuer + "/protocol/openid-connect/certs");
            severalFhirServers(keycloak);
        }
    }

    private static void severalFhirServers(ExtraKeycloak keycloak) {
        AdminApi admin = new AdminApi(keycloak.base(), "smart");
        TestClients clients = new TestClients(admin, token(keycloak));
        BackendService hospital = clients.backendService(SCOPE);
        assertThat(Tokens.claims(hospital.requestToken(SCOPE)).get("aud").toString())
                .contains("http://localhost:8080/fhir");

        bases(admin, "https://one.example.org/fhir https://two.example.org/fhir");
        assertRefused(hospital.requestToken(SCOPE), 400, "invalid_target");
        HttpAnswer two = hospital.post(token(keycloak), Map.of("grant_type", "client_credentials", "scope", SCOPE,
                "resource", "https://two.example.org/fhir/"));
        assertThat(Tokens.claims(two).get("aud").toString()).contains("https://two.example.org/fhir");

        ObjectNode client = clients.read(hospital.clientId());
        client.withObject("/attributes").put("smart.fhir-base", "https://one.example.org/fhir");
        clients.write(client);
        assertThat(Tokens.claims(hospital.requestToken(SCOPE)).get("aud").toString())
                .contains("https://one.example.org/fhir");

        bases(admin, "");
        assertRefused(hospital.requestToken(SCOPE), 400, "invalid_target");
        assertThat(hospital.requestToken("email").text("scope")).isEqualTo("email");
    }

    @Test
    void whereASeamIsNotLiveSmartClientsGetNothingAndOthersGoOn() {
        try (ExtraKeycloak keycloak = ExtraKeycloak.start(servers, "/", "--features=parameterized-scopes")) {
            assertThat(keycloak.output()).containsOnlyOnce("SMART on FHIR is NOT active");
            assertThat(new Http().get(URI.create(keycloak.base() + "/realms/smart/.well-known/smart-configuration"))
                    .status()).isEqualTo(404);
            TestClients clients = new TestClients(new AdminApi(keycloak.base(), "smart"), token(keycloak));
            ClientKey key = ClientKey.es384();
            ObjectNode client = clients.confidential();
            client.put("directAccessGrantsEnabled", true).put("implicitFlowEnabled", true)
                    .putArray("redirectUris").add("http://localhost:9/back");
            client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet());
            BackendService hospital = clients.backendService(client, key, SCOPE);

            assertRefused(hospital.requestToken(SCOPE), 500, "server_error");
            assertRefused(hospital.requestToken("email"), 500, "server_error");
            assertRefused(hospital.post(token(keycloak), Map.of("grant_type", "password", "scope", SCOPE,
                    "username", "nobody", "password", "nothing")), 500, "server_error");
            HttpAnswer implicit = new Browser().open(URI.create(keycloak.base()
                    + "/realms/smart/protocol/openid-connect/auth?response_type=token&nonce=n&client_id="
                    + hospital.clientId() + "&redirect_uri=http://localhost:9/back&scope=email"));
            assertThat(Browser.parameter(implicit, "error")).isEqualTo("server_error");
            assertThat(new AdminApi(keycloak.base(), "smart").get("/clients").status()).isEqualTo(200);
        }
    }

    private static void bases(AdminApi admin, String bases) {
        ObjectNode realm = (ObjectNode) admin.get("").json();
        realm.withObject("/attributes").put("smart.fhir-bases", bases);
        admin.put("", realm);
    }

    private static URI token(ExtraKeycloak keycloak) {
        return URI.create(keycloak.base() + "/realms/smart/protocol/openid-connect/token");
    }
}
