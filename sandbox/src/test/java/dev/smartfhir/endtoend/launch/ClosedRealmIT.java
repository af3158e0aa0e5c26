package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AUT-11: a realm that is disabled or requires https takes no credentials at our endpoints, as at stock's. */
@EndToEnd
class ClosedRealmIT {

    private final Servers servers;
    private final ObjectNode before;
    private TestEhr ehr;
    private Map<String, Object> launch;

    ClosedRealmIT(Servers servers) {
        this.servers = servers;
        this.before = (ObjectNode) servers.admin().get("").json();
    }

    @BeforeEach
    void register() {
        ehr = TestEhr.create(servers);
        launch = Map.of("client_id", TestApp.publicApp(servers, "launch").clientId(),
                "user", new TestUsers(servers.admin()).create("Practitioner/1"));
        assertThat(ehr.launch(launch).status()).isEqualTo(201);
        assertThat(introspect().status()).isEqualTo(200);
    }

    @AfterEach
    void open() {
        servers.admin().put("", before);
    }

    @Test
    void takesNoCredentialsByPlainHttpWhereItRequiresHttps() {
        servers.admin().put("", before.deepCopy().put("sslRequired", "all"));

        assertClosed("HTTPS is required");
    }

    @Test
    void takesNoneWhileItIsDisabled() {
        servers.admin().put("", before.deepCopy().put("enabled", false));

        assertClosed("The realm is disabled");
    }

    private void assertClosed(String reason) {
        for (HttpAnswer answer : List.of(ehr.launch(launch), introspect())) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_request");
            assertThat(answer.text("error_description")).isEqualTo(reason);
        }
    }

    private HttpAnswer introspect() {
        return new Http().send("POST", URI.create(servers.issuer() + "/smart/introspect"),
                Map.of("Authorization", ehr.basic(), "Content-Type", "application/x-www-form-urlencoded"), "token=x");
    }
}
