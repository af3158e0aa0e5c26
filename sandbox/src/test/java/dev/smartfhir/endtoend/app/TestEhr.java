package dev.smartfhir.endtoend.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** An EHR of the tests: a confidential client whose service account has the role to register launches. */
public final class TestEhr {

    private static final String ROLE = "smart-launch";
    private static final String SECRET = "correct-horse";

    private final Servers servers;
    private final String clientId;

    private TestEhr(Servers servers, String clientId) {
        this.servers = servers;
        this.clientId = clientId;
    }

    public static TestEhr register(Servers servers) {
        ObjectNode client = servers.clients().confidential();
        client.put("clientAuthenticatorType", "client-secret").put("secret", SECRET);
        String id = servers.clients().create(client);
        if (servers.admin().send("GET", "/roles/" + ROLE, null).status() == 404) {
            servers.admin().post("/roles", JsonNodeFactory.instance.objectNode().put("name", ROLE));
        }
        ArrayNode roles = JsonNodeFactory.instance.arrayNode().add(servers.admin().get("/roles/" + ROLE).json());
        String account = servers.admin().get("/clients/" + id + "/service-account-user").text("id");
        servers.admin().post("/users/" + account + "/role-mappings/realm", roles);
        return new TestEhr(servers, client.get("clientId").asText());
    }

    /** Registers a launch of an app for a user about a patient, and returns the handle. */
    public String launch(TestApp app, String user, String patient) {
        ObjectNode launch = JsonNodeFactory.instance.objectNode().put("client_id", app.clientId()).put("user", user);
        if (patient != null) {
            launch.put("patient", patient);
        }
        HttpAnswer answer = launch(launch);
        if (answer.status() != 201) {
            throw new IllegalStateException("no launch: " + answer.status() + " " + answer.body());
        }
        return answer.text("launch");
    }

    /** Sends a body to the launch interface and returns the answer, whatever it is. */
    public HttpAnswer launch(ObjectNode body) {
        String credentials = Base64.getEncoder()
                .encodeToString((clientId + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return new Http().send("POST", URI.create(servers.issuer() + "/smart/launch"),
                Map.of("Authorization", "Basic " + credentials, "Content-Type", "application/json"), body.toString());
    }
}
