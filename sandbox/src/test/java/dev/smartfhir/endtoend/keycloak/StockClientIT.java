package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For a client without a SMART scope Keycloak behaves as it does without this module. */
@EndToEnd
class StockClientIT {

    private final Servers servers;

    StockClientIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void getsItsDefaultScopesUnaskedAndTheLifetimeItIsSetTo() {
        HttpAnswer answer = secret(Map.of("access.token.lifespan", "3600"), Map.of());

        assertThat(answer.text("scope").split(" ")).contains("profile", "email");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(3590, 3600);
        assertThat(String.valueOf(claims(answer).get("aud"))).doesNotContain(servers.fhirBase().toString());
    }

    @Test
    void getsARefreshTokenWhereItIsSetSo() {
        assertThat(secret(Map.of("client_credentials.use_refresh_token", "true"), Map.of()).json()
                .has("refresh_token")).isTrue();
    }

    @Test
    void getsStocksOwnErrorForAScopeThatItDoesNotHave() {
        HttpAnswer answer = secret(Map.of(), Map.of("scope", "system/Bundle.crs"));

        assertRefused(answer, 400, "invalid_scope");
        assertThat(answer.text("error_description")).isEqualTo("Invalid scopes: system/Bundle.crs");
    }

    @Test
    void isHeldToStocksOwnRulesOfAssertions() {
        BackendService client = withKey();
        long now = Instant.now().getEpochSecond();
        Jwt assertion = client.assertion().withHeader("typ", null).withClaim("exp", now + 50);

        assertThat(client.requestToken("email", assertion.signedBy(client.key())).status()).isEqualTo(200);
        HttpAnswer tooFar = client.requestToken("email",
                assertion.withClaim("exp", now + 300).withClaim("jti", "2").signedBy(client.key()));
        assertRefused(tooFar, 400, "invalid_client");
        assertThat(tooFar.text("error_description")).contains("too far in the future");
    }

    @Test
    void becomesASmartClientWithItsFirstSmartScope() {
        BackendService client = withKey();
        servers.clients().assignOptional(servers.clients().idOf(client.clientId()), "system/Bundle.crs");

        assertThat(client.requestToken("system/Bundle.crs").text("scope")).isEqualTo("system/Bundle.crs");
    }

    private HttpAnswer secret(Map<String, String> attributes, Map<String, String> more) {
        ObjectNode client = servers.clients().confidential();
        client.put("clientAuthenticatorType", "client-secret").put("secret", "correct-horse");
        attributes.forEach(client.withObject("/attributes")::put);
        servers.clients().create(client);
        Map<String, String> form = new HashMap<>(more);
        form.putAll(Map.of("grant_type", "client_credentials", "client_secret", "correct-horse",
                "client_id", client.get("clientId").asText()));
        return new Http().post(servers.tokenEndpoint(), form);
    }

    private BackendService withKey() {
        ClientKey key = ClientKey.es384();
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet());
        return servers.clients().backendService(client, key);
    }
}
