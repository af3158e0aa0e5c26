package dev.smartfhir.endtoend.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an app sends to register itself, and to read, change and end its registration. */
final class RegistrationClient {

    static final String SCOPES = "openid fhirUser launch/patient offline_access patient/*.rs";

    private final Servers servers;

    RegistrationClient(Servers servers) {
        this.servers = servers;
    }

    /** A public app's registration; change it at will. */
    static ObjectNode publicApp(String scope) {
        ObjectNode app = JsonNodeFactory.instance.objectNode().put("client_name", "Blood pressure diary")
                .put("token_endpoint_auth_method", "none").put("scope", scope);
        app.putArray("redirect_uris").add(TestApp.REDIRECT);
        return app;
    }

    /** A new initial access token of the realm, good for so many registrations. */
    String initialAccessToken(int count) {
        return servers.admin().post("/clients-initial-access",
                JsonNodeFactory.instance.objectNode().put("count", count).put("expiration", 600)).text("token");
    }

    HttpAnswer register(JsonNode app) {
        return register(initialAccessToken(1), app);
    }

    HttpAnswer register(String token, JsonNode app) {
        return send("POST", endpoint(""), token, app.toString());
    }

    /** Registers an app that must be accepted. */
    ObjectNode registered(JsonNode app) {
        HttpAnswer answer = register(app);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return (ObjectNode) answer.json();
    }

    HttpAnswer read(JsonNode registration) {
        return send("GET", address(registration), token(registration), null);
    }

    /** Sends a changed registration back, without what RFC 7592 forbids to send. */
    HttpAnswer change(JsonNode registration) {
        ObjectNode changed = registration.deepCopy();
        changed.remove(List.of("registration_access_token", "registration_client_uri",
                "client_secret_expires_at", "client_id_issued_at"));
        return send("PUT", address(registration), token(registration), changed.toString());
    }

    HttpAnswer delete(JsonNode registration) {
        return send("DELETE", address(registration), token(registration), null);
    }

    /** The address of a client, or of none, at one of Keycloak's registration endpoints. */
    URI at(String provider, String clientId) {
        return URI.create(servers.issuer() + "/clients-registrations/" + provider
                + (clientId.isEmpty() ? "" : "/" + clientId));
    }

    HttpAnswer send(String method, URI address, String token, String body) {
        Map<String, String> headers = new HashMap<>();
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return new Http().send(method, address, headers, body);
    }

    /** The registration as JSON text says it, one member changed. */
    static ObjectNode with(ObjectNode registration, String member, String json) {
        try {
            registration.set(member, new ObjectMapper().readTree(json));
            return registration;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private URI endpoint(String clientId) {
        return at("openid-connect", clientId);
    }

    private static URI address(JsonNode registration) {
        return URI.create(registration.path("registration_client_uri").asText());
    }

    private static String token(JsonNode registration) {
        return registration.path("registration_access_token").asText();
    }
}
