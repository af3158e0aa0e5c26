package dev.smartfhir.sandbox.client;

import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A client that acts for itself and authenticates with its private key.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART Backend Services</a>
 */
public final class BackendService {

    /** The {@code client_assertion_type} of a private key JWT. */
    public static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Http http = new Http();
    private final String clientId;
    private final ClientKey key;
    private final URI tokenEndpoint;

    public BackendService(String clientId, ClientKey key, URI tokenEndpoint) {
        this.clientId = clientId;
        this.key = key;
        this.tokenEndpoint = tokenEndpoint;
    }

    public String clientId() {
        return clientId;
    }

    public ClientKey key() {
        return key;
    }

    public URI tokenEndpoint() {
        return tokenEndpoint;
    }

    /** A fresh assertion as SMART wants it: four minutes long, a {@code jti} of its own, no {@code iat}. */
    public Jwt assertion() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", tokenEndpoint.toString());
        claims.put("exp", Instant.now().getEpochSecond() + 240);
        claims.put("jti", UUID.randomUUID().toString());
        return new Jwt(Map.of("typ", "JWT"), claims);
    }

    /** Asks for a token with a fresh assertion. */
    public HttpAnswer requestToken(String scope) {
        return requestToken(scope, assertion().signedBy(key));
    }

    /** Asks for a token with this assertion. */
    public HttpAnswer requestToken(String scope, String assertion) {
        Map<String, String> form = authenticated(assertion);
        form.put("grant_type", "client_credentials");
        form.put("scope", scope);
        return http.post(tokenEndpoint, form);
    }

    /** Posts any form to any end point of the server with a fresh assertion added. */
    public HttpAnswer post(URI endpoint, Map<String, String> form) {
        Map<String, String> all = authenticated(assertion().signedBy(key));
        all.putAll(form);
        return http.post(endpoint, all);
    }

    /**
     * The access token for these scopes.
     *
     * @throws IllegalStateException if the server refuses
     */
    public String accessToken(String scope) {
        HttpAnswer answer = requestToken(scope);
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "No token for " + clientId + ": HTTP " + answer.status() + " " + answer.body());
        }
        return answer.text("access_token");
    }

    private static Map<String, String> authenticated(String assertion) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_assertion_type", JWT_BEARER);
        form.put("client_assertion", assertion);
        return form;
    }
}
