package dev.smartfhir.endtoend.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.smartfhir.endtoend.app.FullContext;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SMART configuration of the realm (DISC-01 to DISC-33, CAP-*). */
@EndToEnd
class SmartConfigurationIT {

    private final Servers servers;

    SmartConfigurationIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "text/html", "application/fhir+xml", "image/png", "nonsense",
        "application/json;q=0"})
    void isJsonForAnyAcceptAndAnyOrigin(String accept) {
        HttpAnswer answer = read(Map.of("Accept", accept, "Origin", "https://app.example.org"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isIn("*", "https://app.example.org");
        assertThat(answer.text("token_endpoint")).isEqualTo(servers.tokenEndpoint().toString());
    }

    @Test
    void otherPathsStillHeedAccept() {
        URI openid = URI.create(servers.issuer() + "/.well-known/openid-configuration");

        assertThat(new Http().send("GET", openid, Map.of("Accept", "image/png"), null).status()).isEqualTo(406);
    }

    @Test
    void saysWhatWorksAndNothingElse() {
        JsonNode document = read(Map.of()).json();

        assertThat(document.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("issuer",
                "jwks_uri", "authorization_endpoint", "token_endpoint", "registration_endpoint",
                "introspection_endpoint", "revocation_endpoint", "management_endpoint", "response_types_supported",
                "grant_types_supported",
                "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported",
                "scopes_supported", "code_challenge_methods_supported", "capabilities");
        assertThat(document.get("issuer").asText()).isEqualTo(servers.issuer().toString());
        assertThat(document.get("introspection_endpoint").asText()).isEqualTo(servers.issuer() + "/smart/introspect");
        assertThat(texts(document, "grant_types_supported"))
                .containsExactlyInAnyOrder("authorization_code", "client_credentials");
        assertThat(texts(document, "response_types_supported")).containsExactly("code");
        assertThat(texts(document, "token_endpoint_auth_methods_supported"))
                .containsExactlyInAnyOrder("client_secret_basic", "client_secret_post", "private_key_jwt");
        assertThat(texts(document, "token_endpoint_auth_signing_alg_values_supported")).contains("RS384", "ES384")
                .noneMatch(alg -> alg.startsWith("HS") || alg.equals("none"));
        assertThat(texts(document, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(texts(document, "capabilities")).containsExactlyInAnyOrder("launch-ehr", "launch-standalone",
                "authorize-post", "client-public", "client-confidential-symmetric", "client-confidential-asymmetric",
                "sso-openid-connect", "context-banner", "context-ehr-patient", "context-ehr-encounter",
                "context-standalone-patient", "context-standalone-encounter", "permission-offline",
                "permission-patient", "permission-user", "permission-v1", "permission-v2");
    }

    @Test
    void everyEndpointNamedIsThere() {
        JsonNode document = read(Map.of()).json();
        for (String name : List.of("authorization_endpoint", "token_endpoint", "introspection_endpoint",
                "revocation_endpoint", "management_endpoint", "jwks_uri")) {
            URI endpoint = URI.create(document.path(name).asText());

            assertThat(endpoint.isAbsolute()).isTrue();
            assertThat(new Http().get(endpoint).status()).as(name).isNotEqualTo(404).isLessThan(500);
        }
        HttpAnswer account = new Http().get(URI.create(document.path("management_endpoint").asText()));
        assertThat(account.status()).isIn(200, 302, 303);
    }

    @Test
    void theIssuerLeadsToTheSameKeys() {
        JsonNode document = read(Map.of()).json();
        JsonNode openid = new Http().get(URI.create(document.path("issuer").asText()
                + "/.well-known/openid-configuration")).json();

        assertThat(openid.path("issuer")).isEqualTo(document.path("issuer"));
        assertThat(openid.path("jwks_uri")).isEqualTo(document.path("jwks_uri"));
        assertThat(texts(openid, "id_token_signing_alg_values_supported")).contains("RS256");
    }

    @Test
    void everyScopeListedIsUnconstrainedAndGrantedToAClientThatHasIt() {
        servers.clients().scopeId("system/Observation.rs?category=laboratory");
        servers.clients().scopeId("user/Account.rs?owner=Organization/org-${institution}");
        List<String> scopes = texts(read(Map.of()).json(), "scopes_supported");
        assertThat(scopes).contains("openid", "fhirUser", "launch", "launch/patient", "launch/encounter",
                "patient/*.rs", "user/*.rs", "offline_access", "online_access", "__introspect", "system/Bundle.crs",
                "system/ClaimResponse.rs", "user/Account.rs").noneMatch(scope -> scope.contains("?")).doesNotHaveDuplicates();

        String[] forServices = scopes.stream()
                .filter(scope -> scope.startsWith("system/") || scope.startsWith("__")).toArray(String[]::new);
        BackendService client = servers.clients().backendService(forServices);
        for (String scope : forServices) {
            assertThat(client.requestToken(scope).text("scope")).isEqualTo(scope);
        }
        assertGrantedToAUser(scopes.stream().filter(scope -> !List.of(forServices).contains(scope)).toList());
    }

    private void assertGrantedToAUser(List<String> scopes) {
        List<String> assigned = scopes.stream().filter(scope -> !scope.equals("openid")).toList();
        TestApp app = TestApp.publicApp(servers, assigned.toArray(String[]::new));
        TestEhr ehr = TestEhr.create(servers);
        Person clinician = Person.create(servers, "Practitioner/dr-lin");
        for (String scope : scopes) {
            HttpAnswer answer = clinician.authorize(app, "openid launch " + scope,
                    FullContext.launch(ehr, app, clinician, "p1")).exchange();

            assertThat(answer.text("scope").split(" ")).as(scope).contains(scope);
        }
    }

    @Test
    void itsKeysAreThoseThatSignTheTokens() {
        HttpAnswer keys = new Http().get(URI.create(read(Map.of()).text("jwks_uri")));

        assertThat(keys.json().path("keys").isEmpty()).isFalse();
    }

    @Test
    void aRealmWithoutSmartScopesHasNone() {
        URI master = URI.create(servers.issuer().toString().replaceAll("/realms/.*", "/realms/master"));

        assertThat(new Http().get(URI.create(master + "/.well-known/smart-configuration")).status()).isEqualTo(404);
    }

    private HttpAnswer read(Map<String, String> headers) {
        return new Http().send("GET", URI.create(servers.issuer() + "/.well-known/smart-configuration"), headers,
                null);
    }

    private static List<String> texts(JsonNode document, String name) {
        JsonNode array = document.path(name);
        assertThat(array).isInstanceOf(JsonNodeFactory.instance.arrayNode().getClass());
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
