package dev.smartfhir.endtoend.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** An EHR that an administrator registered, and what it posts to register launches. */
public final class TestEhr {

    public static final String SECRET = "a secret of the EHR";
    private static final String ROLE = "smart-launch";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;
    private final String clientId;
    private final Http http = new Http();

    private TestEhr(Servers servers, String clientId) {
        this.servers = servers;
        this.clientId = clientId;
    }

    /** An EHR whose service account has the role. */
    public static TestEhr create(Servers servers) {
        TestEhr ehr = withoutRole(servers);
        ArrayNode roles = JsonNodeFactory.instance.arrayNode();
        roles.add(role(servers));
        servers.admin().post("/users/" + ehr.serviceAccount() + "/role-mappings/realm", roles);
        return ehr;
    }

    /** A confidential client with a service account and nothing else. */
    public static TestEhr withoutRole(Servers servers) {
        ObjectNode client = servers.clients().confidential();
        client.put("clientAuthenticatorType", "client-secret").put("secret", SECRET);
        servers.clients().create(client);
        return new TestEhr(servers, client.get("clientId").asText());
    }

    private static JsonNode role(Servers servers) {
        HttpAnswer known = servers.admin().send("GET", "/roles/" + ROLE, null);
        if (known.status() == 404) {
            servers.admin().post("/roles", JsonNodeFactory.instance.objectNode().put("name", ROLE));
        }
        return servers.admin().get("/roles/" + ROLE).json();
    }

    public String clientId() {
        return clientId;
    }

    public String serviceAccount() {
        return servers.admin().get("/clients/" + servers.clients().idOf(clientId) + "/service-account-user")
                .text("id");
    }

    public static URI endpoint(Servers servers) {
        return URI.create(servers.issuer() + "/smart/launch");
    }

    public String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(
                (clientId + ":" + SECRET.replace(" ", "+")).getBytes(StandardCharsets.UTF_8));
    }

    /** A launch request of members, which may be Java values of JSON types; authenticated by HTTP Basic. */
    public HttpAnswer launch(Map<String, Object> members) {
        return post(basic(), "application/json", write(members));
    }

    /** Registers a launch. @return its handle */
    public String handle(Map<String, Object> members) {
        HttpAnswer answer = launch(members);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer.text("launch");
    }

    /** Registers a launch of an app for a user about a patient, or about none. @return its handle */
    public String handle(TestApp app, String user, String patient) {
        Map<String, Object> members = new HashMap<>(Map.of("client_id", app.clientId(), "user", user));
        if (patient != null) {
            members.put("patient", patient);
        }
        return handle(members);
    }

    /** Posts a body as it is. */
    public HttpAnswer post(String authorization, String contentType, String body) {
        return send("POST", authorization, contentType, body);
    }

    public HttpAnswer send(String method, String authorization, String contentType, String body) {
        Map<String, String> headers = new HashMap<>();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
        return http.send(method, endpoint(servers), headers, body);
    }

    /** The answer of the token endpoint to client credentials. */
    public HttpAnswer requestToken(String scope) {
        String form = "grant_type=client_credentials" + (scope == null ? "" : "&scope=" + scope);
        return http.send("POST", servers.tokenEndpoint(), Map.of("Authorization", basic(),
                "Content-Type", "application/x-www-form-urlencoded"), form);
    }

    public static String write(Map<String, Object> members) {
        return JSON.valueToTree(members).toString();
    }
}
