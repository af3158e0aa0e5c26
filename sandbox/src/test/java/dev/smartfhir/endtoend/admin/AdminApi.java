package dev.smartfhir.endtoend.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keycloak's administration interface for one realm, as {@code admin}; paths begin after the realm's name. */
public final class AdminApi {

    private final Http http = new Http();
    private final URI keycloak;
    private final String realm;
    private String token;
    private Instant tokenEnds = Instant.EPOCH;

    public AdminApi(URI keycloak, String realm) {
        this.keycloak = keycloak;
        this.realm = realm;
    }

    public HttpAnswer get(String path) {
        return succeed("GET", path, null);
    }

    public HttpAnswer post(String path, JsonNode body) {
        return succeed("POST", path, body);
    }

    public HttpAnswer put(String path, JsonNode body) {
        return succeed("PUT", path, body);
    }

    public HttpAnswer delete(String path) {
        return succeed("DELETE", path, null);
    }

    /** Sends a request and returns the answer, whatever it is. */
    public HttpAnswer send(String method, String path, JsonNode body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token());
        headers.put("Accept", "application/json");
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        URI address = URI.create(keycloak + "/admin/realms/" + realm + path);
        return http.send(method, address, headers, body == null ? null : body.toString());
    }

    private HttpAnswer succeed(String method, String path, JsonNode body) {
        HttpAnswer answer = send(method, path, body);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    private String token() {
        if (Instant.now().isAfter(tokenEnds)) {
            HttpAnswer answer = http.post(
                    URI.create(keycloak + "/realms/master/protocol/openid-connect/token"),
                    Map.of("grant_type", "password", "client_id", "admin-cli",
                            "username", "admin", "password", "admin"));
            if (answer.status() != 200) {
                throw new IllegalStateException("admin cannot log in: " + answer.status() + " " + answer.body());
            }
            token = answer.text("access_token");
            tokenEnds = Instant.now().plusSeconds(answer.json().path("expires_in").asLong() - 20);
        }
        return token;
    }
}
