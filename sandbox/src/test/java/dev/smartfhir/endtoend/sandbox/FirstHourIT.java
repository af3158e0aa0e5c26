package dev.smartfhir.endtoend.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The commands of the guide for the first hour. */
@EndToEnd
class FirstHourIT {

    private final Servers servers;
    private final FirstHour guide;

    FirstHourIT(Servers servers) {
        this.servers = servers;
        this.guide = new FirstHour(servers, URI.create("http://localhost:8000/"));
    }

    @Test
    void registerAnAppThatNobodyHasToMend() {
        String clientId = guide.register();

        ObjectNode client = servers.clients().read(clientId);
        assertThat(client.path("name").asText()).isEqualTo("My first app");
        assertThat(client.path("consentRequired").asBoolean()).isTrue();
        assertThat(client.path("fullScopeAllowed").asBoolean(true)).isFalse();
        assertThat(client.path("redirectUris")).extracting(uri -> uri.asText())
                .containsExactly("http://localhost:8000/");
    }

    @Test
    void showThatBothServersAgree() {
        assertThat(guide.check()).contains("\"issuer\":\"" + servers.issuer() + "\"").endsWith("401\n");
    }
}
