package dev.smartfhir.endtoend.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

        assertThat(document.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("jwks_uri",
                "token_endpoint", "grant_types_supported", "token_endpoint_auth_methods_supported",
                "token_endpoint_auth_signing_alg_values_supported", "scopes_supported",
                "code_challenge_methods_supported", "capabilities");
        assertThat(texts(document, "grant_types_supported")).containsExactly("client_credentials");
        assertThat(texts(document, "token_endpoint_auth_methods_supported")).containsExactly("private_key_jwt");
        assertThat(texts(document, "token_endpoint_auth_signing_alg_values_supported")).contains("RS384", "ES384")
                .noneMatch(alg -> alg.startsWith("HS") || alg.equals("none"));
        assertThat(texts(document, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(texts(document, "capabilities"))
                .containsExactlyInAnyOrder("client-confidential-asymmetric", "permission-v1");
    }

    @Test
    void everyScopeListedIsUnconstrainedAndGrantedToAClientThatHasIt() {
        servers.clients().scopeId("system/Observation.rs?category=laboratory");
        servers.clients().scopeId("patient/Observation.rs");
        List<String> scopes = texts(read(Map.of()).json(), "scopes_supported");

        assertThat(scopes).contains("system/Bundle.crs", "system/ClaimResponse.rs")
                .allMatch(scope -> scope.startsWith("system/") && !scope.contains("?"));
        BackendService client = servers.clients().backendService(scopes.toArray(String[]::new));
        for (String scope : scopes) {
            assertThat(client.requestToken(scope).text("scope")).isEqualTo(scope);
        }
    }

    @Test
    void itsKeysAreThoseThatSignTheTokens() {
        HttpAnswer keys = new Http().get(URI.create(read(Map.of()).text("jwks_uri")));

        assertThat(keys.json().path("keys").isEmpty()).isFalse();
    }

    @Test
    void aRealmWithoutSystemScopesHasNone() {
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
