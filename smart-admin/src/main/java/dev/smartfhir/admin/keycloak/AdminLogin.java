package dev.smartfhir.admin.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.AdminHttp;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gets an access token for an administrator, or for a client whose service account is one. */
final class AdminLogin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final AdminHttp http;
    private final ServerOptions options;
    private final Secrets secrets;

    AdminLogin(AdminHttp http, ServerOptions options, Secrets secrets) {
        this.http = http;
        this.options = options;
        this.secrets = secrets;
    }

    /** @throws Refused where the server does not let this administrator in */
    String token() throws Refused, ServerUnreachable {
        URI realm = URI.create(options.server() + "/realms/" + encode(options.authRealm()));
        Map<String, String> form = credentials(realm);
        AdminAnswer answer = http.send("POST", URI.create(realm + "/protocol/openid-connect/token"),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                form.entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")));
        JsonNode json = json(answer);
        if (answer.status() != 200 || !json.path("access_token").isTextual()) {
            throw new Refused("The realm " + options.authRealm() + " did not let the administrator in: "
                    + json.path("error_description").asText(json.path("error").asText("status " + answer.status()))
                    + ".");
        }
        return json.path("access_token").asText();
    }

    private Map<String, String> credentials(URI realm) throws Refused, ServerUnreachable {
        if ((options.user() == null) == (options.clientId() == null)) {
            throw new Refused("Say who you are: --user NAME, or --client-id ID for a service account.");
        }
        if (options.clientKey() != null && options.clientId() == null) {
            throw new Refused("--client-key belongs to a --client-id.");
        }
        AdminAnswer known = http.get(URI.create(realm + "/.well-known/openid-configuration"), Map.of());
        String issuer = json(known).path("issuer").asText();
        if (known.status() != 200 || issuer.isEmpty()) {
            throw new Refused("There is no Keycloak at " + options.server() + " with a realm " + options.authRealm()
                    + ": " + known.uri() + " has status " + known.status() + ".");
        }
        Map<String, String> form = new LinkedHashMap<>();
        if (options.user() != null) {
            form.put("grant_type", "password");
            form.put("client_id", "admin-cli");
            form.put("username", options.user());
            form.put("password", secrets.get("KEYCLOAK_PASSWORD", "Password"));
        } else if (options.clientKey() != null) {
            form.put("grant_type", "client_credentials");
            form.put("client_assertion_type", JWT_BEARER);
            form.put("client_assertion", ClientAssertion.signed(options.clientKey(), options.clientId(), issuer));
        } else {
            form.put("grant_type", "client_credentials");
            form.put("client_id", options.clientId());
            form.put("client_secret", secrets.get("KEYCLOAK_CLIENT_SECRET", "Client secret"));
        }
        return form;
    }

    private static JsonNode json(AdminAnswer answer) {
        try {
            JsonNode json = JSON.readTree(answer.bytes().length == 0 ? "{}" : answer.body());
            return json == null ? JSON.createObjectNode() : json;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
