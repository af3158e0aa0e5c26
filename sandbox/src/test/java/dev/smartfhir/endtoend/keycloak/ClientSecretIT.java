package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client with a secret: every failure is invalid_client, and no system/ scope is granted (SYM-01, SYM-03). */
@EndToEnd
class ClientSecretIT {

    private static final String SCOPE = "system/Bundle.crs";

    private final Servers servers;

    ClientSecretIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void aWrongOrMissingSecretIsAnInvalidClient() {
        String client = client(SCOPE);

        assertRefused(post(client, Map.of("client_secret", "wrong")), 401, "invalid_client");
        assertRefused(post(client, Map.of("client_secret", "")), 401, "invalid_client");
        assertRefused(post(client, Map.of()), 401, "invalid_client");
        assertRefused(basic(client, "wrong"), 401, "invalid_client");
        assertRefused(basic(client, ""), 401, "invalid_client");
    }

    @Test
    void theRightSecretIsTakenAndGetsNoSystemScope() {
        String client = client(SCOPE);

        assertRefused(post(client, Map.of("client_secret", "correct-horse")), 400, "invalid_scope");
        assertRefused(basic(client, "correct-horse"), 400, "invalid_scope");
        assertGranted(post(client, Map.of("client_secret", "correct-horse", "scope", "email " + SCOPE)), "email");
    }

    @Test
    void aClientWithoutSmartScopesGetsStocksOwnError() {
        assertThat(post(client(), Map.of("client_secret", "wrong")).text("error")).isEqualTo("unauthorized_client");
    }

    private String client(String... ceilings) {
        ObjectNode client = servers.clients().confidential();
        client.put("clientAuthenticatorType", "client-secret").put("secret", "correct-horse");
        String id = servers.clients().create(client);
        for (String ceiling : ceilings) {
            servers.clients().assignOptional(id, ceiling);
        }
        return client.get("clientId").asText();
    }

    private HttpAnswer post(String client, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials", "scope", SCOPE,
                "client_id", client));
        form.putAll(more);
        return new Http().post(servers.tokenEndpoint(), form);
    }

    private HttpAnswer basic(String client, String secret) {
        String credentials = Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return new Http().send("POST", servers.tokenEndpoint(), Map.of("Authorization", "Basic " + credentials,
                "Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&scope=system%2FBundle.crs");
    }
}
