package dev.smartfhir.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.Test;

/** A hospital's system gets a token with its private key and does what it may, and nothing else. */
@EndToEnd
class BackendServiceIT {

    private final Servers servers;

    BackendServiceIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void grantsWhatIsAskedAndAllowed() {
        BackendService hospital = servers.clients().backendService("system/Bundle.crs", "system/ClaimResponse.rs");

        HttpAnswer answer = hospital.requestToken("system/Bundle.crs system/ClaimResponse.rs");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope").split(" "))
                .containsExactlyInAnyOrder("system/Bundle.crs", "system/ClaimResponse.rs");
    }
}
