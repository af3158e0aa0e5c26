package dev.smartfhir.endtoend.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Keycloak is stopped and comes back while the FHIR server runs. */
@EndToEnd
@DisabledIfSystemProperty(named = "e2e.attach", matches = "true", disabledReason = "the pair belongs to another run")
class KeycloakOutageIT {

    private static final String SCOPE = "system/ClaimResponse.rs";
    private final Servers servers;

    KeycloakOutageIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void tokensGoOnDiscoveryServesItsLastCopyAndNewTokensFollowTheRestart() {
        BackendService client = servers.clients().backendService(SCOPE);
        String seen = client.accessToken(SCOPE);
        String unseen = client.accessToken(SCOPE);
        assertThat(search(seen).status()).isEqualTo(200);
        HttpAnswer document = servers.fhir().get("/.well-known/smart-configuration", null);
        assertThat(document.status()).isEqualTo(200);

        servers.stopKeycloak();
        try {
            assertThatThrownBy(() -> client.requestToken(SCOPE)).hasMessageContaining("ConnectException");
            assertThat(search(seen).status()).isEqualTo(200);
            assertThat(search(unseen).status()).isEqualTo(200);
            assertThat(search("not.a.token").status()).isEqualTo(401);
            HttpAnswer copy = servers.fhir().get("/.well-known/smart-configuration", null);
            assertThat(copy.status()).isEqualTo(200);
            assertThat(copy.json()).isEqualTo(document.json());
        } finally {
            servers.startKeycloak();
        }

        assertThat(search(client.accessToken(SCOPE)).status()).isEqualTo(200);
    }

    private HttpAnswer search(String token) {
        return servers.fhir().get("/ClaimResponse", token);
    }
}
