package dev.smartfhir.endtoend.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keycloak's other registration endpoints, and changes of other clients, are no way to SMART scopes. */
@EndToEnd
class OtherDoorsIT {

    private final Servers servers;
    private final RegistrationClient client;

    OtherDoorsIT(Servers servers) {
        this.servers = servers;
        this.client = new RegistrationClient(servers);
    }

    @ParameterizedTest
    @CsvSource({"optionalClientScopes, patient/*.rs", "optionalClientScopes, system/Patient.rs",
        "defaultClientScopes, patient/*.rs", "defaultClientScopes, launch", "optionalClientScopes, __introspect"})
    void keycloaksOwnDescriptionRegistersNoSmartScope(String member, String scope) {
        ObjectNode described = described();
        described.putArray(member).add(scope);
        HttpAnswer answer = client.send("POST", client.at("default", ""), client.initialAccessToken(1),
                described.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_client_metadata");
        assertThat(servers.clients().idOf(described.path("clientId").asText())).isEmpty();
    }

    @Test
    void aClientRegisteredWithItsOwnDescriptionGetsNoneOfTheRealmsDefaults() {
        String id = servers.clients().scopeId("system/Patient.rs");
        servers.admin().put("/default-optional-client-scopes/" + id, null);
        try {
            ObjectNode described = described();
            HttpAnswer answer = client.send("POST", client.at("default", ""), client.initialAccessToken(1),
                    described.toString());

            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body()).doesNotContain("system/Patient.rs");
            assertThat(servers.clients().read(described.path("clientId").asText()).path("optionalClientScopes"))
                    .extracting(JsonNode::asText).doesNotContain("system/Patient.rs").isNotEmpty();
        } finally {
            servers.admin().delete("/default-optional-client-scopes/" + id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "openid-connect"})
    void aClientThatIsNoAppBecomesNone(String door) {
        ObjectNode described = described();
        described.put("serviceAccountsEnabled", true);
        HttpAnswer made = client.send("POST", client.at("default", ""), client.initialAccessToken(1),
                described.toString());
        String clientId = described.path("clientId").asText();
        ObjectNode change = door.equals("default") ? (ObjectNode) made.json()
                : RegistrationClient.publicApp("patient/*.rs").put("client_id", clientId);
        change.withArray("/optionalClientScopes").add("patient/*.rs");
        HttpAnswer answer = client.send("PUT", client.at(door, clientId), made.text("registrationAccessToken"),
                change.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_client_metadata");
        assertThat(servers.clients().read(clientId).path("optionalClientScopes")).extracting(JsonNode::asText)
                .doesNotContain("patient/*.rs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ patient/*.cruds", "- patient/*.rs"})
    void noClientAndNoClientScopeIsStoredUnderTheIdOfAConsent(String id) {
        HttpAnswer registered = client.send("POST", client.at("default", ""), client.initialAccessToken(1),
                described().put("id", id).toString());
        HttpAnswer scope = servers.admin().send("POST", "/client-scopes", JsonNodeFactory.instance.objectNode()
                .put("id", id).put("name", "scope-" + UUID.randomUUID()).put("protocol", "openid-connect"));

        assertThat(registered.status()).as(registered.body()).isEqualTo(400);
        assertThat(scope.status()).as(scope.body()).isEqualTo(400);
    }

    @Test
    void anAppChangesItselfAtItsOwnAddressOnly() {
        JsonNode app = client.registered(RegistrationClient.publicApp("patient/*.rs"));
        ObjectNode kept = servers.clients().read(app.path("client_id").asText());
        HttpAnswer answer = client.send("PUT", client.at("default", app.path("client_id").asText()),
                app.path("registration_access_token").asText(), kept.put("consentRequired", false).toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error_description")).contains("registration_client_uri");
        assertThat(servers.clients().read(app.path("client_id").asText()).path("consentRequired").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consentRequired=false", "fullScopeAllowed=true", "standardFlowEnabled=true",
        "implicitFlowEnabled=true", "directAccessGrantsEnabled=true", "publicClient=true", "bearerOnly=true",
        "clientAuthenticatorType=\"client-secret\"", "adminUrl=\"https://evil.example.org/\"",
        "webOrigins=[\"https://evil.example.org\"]", "defaultRoles=[\"clinician\"]", "notBefore=7",
        "redirectUris=[\"https://app.example.org/*\"]", "redirectUris=[\"http://app.example.org/\"]",
        "attributes={\"smart.registered\":\"true\"}", "attributes={\"access.token.lifespan\":\"86400\"}",
        "attributes={\"token.endpoint.auth.signing.alg\":\"HS256\"}", "defaultClientScopes=[\"profile\"]",
        "alwaysDisplayInConsole=true"})
    void anAdministratorsSmartClientGivesItselfNothing(String change) {
        BackendService hospital = servers.clients().backendService("system/Patient.rs");
        ObjectNode made = servers.clients().read(hospital.clientId());
        made.put("consentRequired", true);
        servers.clients().write(made);
        String token = servers.admin().post("/clients/" + made.path("id").asText() + "/registration-access-token",
                null).text("registrationAccessToken");
        ObjectNode read = (ObjectNode) client.send("GET", client.at("default", hospital.clientId()), token, null)
                .json();
        ObjectNode changed = read.deepCopy();
        JsonNode value = RegistrationClient.with(JsonNodeFactory.instance.objectNode(), "value",
                change.substring(change.indexOf('=') + 1)).get("value");
        changed.set(change.substring(0, change.indexOf('=')), value);
        String before = settings(hospital);
        HttpAnswer answer = client.send("PUT", client.at("default", hospital.clientId()),
                read.path("registrationAccessToken").asText(token), changed.toString());

        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(answer.text("error")).isIn("invalid_client_metadata", "invalid_redirect_uri", "insufficient_scope");
        assertThat(settings(hospital)).isEqualTo(before);
    }

    @Test
    void norKeysThatAnotherMachineTellsByHttp() {
        BackendService hospital = servers.clients().backendService("system/Patient.rs");
        servers.clients().write(servers.clients().read(hospital.clientId()).put("consentRequired", true));
        String token = servers.admin().post("/clients/" + servers.clients().idOf(hospital.clientId())
                + "/registration-access-token", null).text("registrationAccessToken");
        ObjectNode changed = (ObjectNode) client.send("GET", client.at("default", hospital.clientId()), token, null)
                .json();
        changed.withObject("/attributes").put("jwks.url", "http://10.0.0.1/keys").put("use.jwks.url", "true")
                .put("use.jwks.string", "false");
        HttpAnswer answer = client.send("PUT", client.at("default", hospital.clientId()),
                changed.path("registrationAccessToken").asText(token), changed.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error_description")).contains("jwks_uri", "https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/*.rs", "system/*.cruds", "openid"})
    void norByTheStandardsEndpoint(String scope) {
        BackendService hospital = servers.clients().backendService("system/Patient.rs");
        String id = servers.clients().idOf(hospital.clientId());
        String token = servers.admin().post("/clients/" + id + "/registration-access-token", null)
                .text("registrationAccessToken");
        String before = settings(hospital);
        HttpAnswer answer = client.send("PUT", client.at("openid-connect", hospital.clientId()), token,
                RegistrationClient.publicApp(scope).put("client_id", hospital.clientId()).toString());

        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(settings(hospital)).isEqualTo(before);
    }

    @Test
    void anOrdinaryClientChangesItsOrdinaryScopes() {
        ObjectNode app = RegistrationClient.publicApp("email phone");
        JsonNode made = client.registered(app);
        HttpAnswer answer = client.change(RegistrationClient.publicApp("address")
                .put("client_id", made.path("client_id").asText())
                .put("registration_client_uri", made.path("registration_client_uri").asText())
                .put("registration_access_token", made.path("registration_access_token").asText()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope")).isEqualTo("address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saml2-entity-descriptor", "install", "nonsense"})
    void theOthersTakeNoApp(String door) {
        HttpAnswer answer = client.send("POST", client.at(door, ""), client.initialAccessToken(1),
                RegistrationClient.publicApp("patient/*.rs").toString());

        assertThat(answer.status()).isIn(404, 405, 415);
    }

    private String settings(BackendService hospital) {
        ObjectNode kept = servers.clients().read(hospital.clientId());
        return kept.toString();
    }

    private static ObjectNode described() {
        ObjectNode described = JsonNodeFactory.instance.objectNode().put("clientId", "own-" + UUID.randomUUID());
        described.putArray("redirectUris").add("https://app.example.org/back");
        return described;
    }
}
