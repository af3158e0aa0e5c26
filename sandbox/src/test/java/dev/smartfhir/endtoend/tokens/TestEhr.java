package dev.smartfhir.endtoend.tokens;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** An EHR that registers launches. */
final class TestEhr {

    private static final String SECRET = "ehr-secret";

    private final Servers servers;
    private final String clientId;

    private TestEhr(Servers servers, String clientId) {
        this.servers = servers;
        this.clientId = clientId;
    }

    static TestEhr create(Servers servers) {
        ObjectNode client = servers.clients().confidential();
        client.put("clientAuthenticatorType", "client-secret").put("secret", SECRET);
        String id = servers.clients().create(client);
        String account = servers.admin().get("/clients/" + id + "/service-account-user").text("id");
        servers.admin().post("/users/" + account + "/role-mappings/realm",
                JsonNodeFactory.instance.arrayNode().add(servers.admin().get("/roles/smart-launch").json()));
        return new TestEhr(servers, client.get("clientId").asText());
    }

    /** Registers a launch and returns its handle. */
    String launch(TestApp app, Person user, ObjectNode context) {
        ObjectNode body = context.deepCopy().put("client_id", app.clientId()).put("user", user.username());
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        HttpAnswer answer = new Http().send("POST", URI.create(servers.issuer() + "/smart/launch"),
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/json"), body.toString());
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer.text("launch");
    }

    /** A context with every parameter that SMART knows. */
    static ObjectNode context(String patient) {
        ObjectNode context = JsonNodeFactory.instance.objectNode().put("patient", patient)
                .put("encounter", "visit-of-" + patient).put("need_patient_banner", false)
                .put("intent", "reconcile-" + patient).put("tenant", "ward-7")
                .put("smart_style_url", "https://ehr.example.org/style-" + patient + ".json");
        context.putArray("fhirContext").addObject().put("reference", "ImagingStudy/of-" + patient);
        return context;
    }
}
