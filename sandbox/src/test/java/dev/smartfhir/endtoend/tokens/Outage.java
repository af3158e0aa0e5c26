package dev.smartfhir.endtoend.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.endtoend.servers.Servers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;

/** What a client of the FHIR server sees before, while and after Keycloak is away. */
final class Outage {

    private static final String SCOPE = "system/ClaimResponse.rs";

    private final Servers servers;
    private final BackendService client;
    private final String seen;
    private final String unseen;
    private final HttpAnswer document;

    private Outage(Servers servers) {
        this.servers = servers;
        client = servers.clients().backendService(SCOPE);
        seen = client.accessToken(SCOPE);
        unseen = client.accessToken(SCOPE);
        assertThat(search(seen).status()).isEqualTo(200);
        document = discovery();
        assertThat(document.status()).isEqualTo(200);
    }

    /** To be called while Keycloak runs. */
    static Outage before(Servers servers) {
        return new Outage(servers);
    }

    /** To be called while it is stopped. */
    void assertThatTokensGoOnAndDiscoveryServesItsLastCopy() {
        assertThatThrownBy(() -> client.requestToken(SCOPE)).hasMessageContaining("ConnectException");
        assertThat(search(seen).status()).isEqualTo(200);
        assertThat(search(unseen).status()).isEqualTo(200);
        assertThat(search("not.a.token").status()).isEqualTo(401);
        HttpAnswer copy = discovery();
        assertThat(copy.status()).isEqualTo(200);
        assertThat(withoutScopes(copy)).isEqualTo(withoutScopes(document));
        assertThat(copy.json().path("scopes_supported").toString()).contains("launch/patient");
    }

    /** To be called when it has come back. */
    void assertThatNewTokensAreGood() {
        assertThat(search(client.accessToken(SCOPE)).status()).isEqualTo(200);
    }

    private HttpAnswer discovery() {
        return servers.fhir().get("/.well-known/smart-configuration", null);
    }

    /** The last copy may be a later one than was seen before, and other tests make client scopes all the time. */
    private static JsonNode withoutScopes(HttpAnswer discovery) {
        ObjectNode document = discovery.json().deepCopy();
        document.remove("scopes_supported");
        return document;
    }

    private HttpAnswer search(String token) {
        return servers.fhir().get("/ClaimResponse", token);
    }
}
