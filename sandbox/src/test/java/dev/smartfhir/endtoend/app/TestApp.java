package dev.smartfhir.endtoend.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An app that an administrator registered, and what it sends: authorization requests, codes and refresh tokens. */
public final class TestApp {

    /** The redirect URI of every test app; nothing listens there. */
    public static final String REDIRECT = "http://localhost:9/back";
    private static final String SECRET = "correct horse battery staple";

    private final Servers servers;
    private final String clientId;
    private final ClientKey key;
    private final String secret;
    private final boolean secretInBody;
    private final Http http = new Http();

    private TestApp(Servers servers, String clientId, ClientKey key, String secret, boolean secretInBody) {
        this.servers = servers;
        this.clientId = clientId;
        this.key = key;
        this.secret = secret;
        this.secretInBody = secretInBody;
    }

    /** An app without credentials; the scopes are assigned as optional ones. */
    public static TestApp publicApp(Servers servers, String... scopes) {
        ObjectNode client = client(servers);
        client.put("publicClient", true);
        return register(servers, client, null, false, scopes);
    }

    /** An app that authenticates with a secret by HTTP Basic. */
    public static TestApp withSecret(Servers servers, String... scopes) {
        ObjectNode client = client(servers);
        client.put("clientAuthenticatorType", "client-secret").put("secret", SECRET);
        return register(servers, client, null, true, scopes);
    }

    /** An app that authenticates with its private key, and signs request objects with it. */
    public static TestApp withKey(Servers servers, String... scopes) {
        ClientKey key = ClientKey.es384();
        ObjectNode client = client(servers);
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet());
        return register(servers, client, key, false, scopes);
    }

    /** An app that registered itself, as the answer to that says (RFC 7591). */
    public static TestApp registered(Servers servers, JsonNode registration, ClientKey key) {
        String method = registration.path("token_endpoint_auth_method").asText();
        return new TestApp(servers, registration.path("client_id").asText(),
                method.equals("private_key_jwt") ? key : null, registration.path("client_secret").asText(null),
                method.equals("client_secret_post"));
    }

    private static ObjectNode client(Servers servers) {
        ObjectNode client = servers.clients().confidential();
        client.put("standardFlowEnabled", true).put("serviceAccountsEnabled", false)
                .putArray("redirectUris").add(REDIRECT);
        return client;
    }

    private static TestApp register(Servers servers, ObjectNode client, ClientKey key, boolean secret,
            String... scopes) {
        String id = servers.clients().create(client);
        for (String scope : scopes) {
            servers.clients().assignOptional(id, scope);
        }
        return new TestApp(servers, client.get("clientId").asText(), key, secret ? SECRET : null, false);
    }

    public String clientId() {
        return clientId;
    }

    /** Keycloak's internal id of the client. */
    public String id() {
        return servers.clients().idOf(clientId);
    }

    /** A valid request for these scopes at the FHIR server of the tests. */
    public AppRequest request(String scope) {
        return AppRequest.of(clientId, REDIRECT).with("scope", scope).with("aud", servers.fhirBase().toString());
    }

    /** The address that a browser opens for a request. */
    public URI address(AppRequest request) {
        return address(request.encoded());
    }

    /** The authorization endpoint. */
    public URI authorizationEndpoint() {
        return endpoint("/auth");
    }

    /** The address that a browser opens for a query, encoded already. */
    public URI address(String query) {
        return URI.create(endpoint("/auth") + "?" + query);
    }

    /** Pushes a request (RFC 9126). */
    public HttpAnswer push(AppRequest request) {
        return push(request.encoded());
    }

    /** Pushes a form, encoded already. */
    public HttpAnswer push(String form) {
        return post(endpoint("/ext/par/request"), form);
    }

    /** The address that a browser opens for a request that was pushed. */
    public URI pushedAddress(HttpAnswer pushed) {
        return address("client_id=" + Browser.encode(clientId) + "&request_uri="
                + Browser.encode(pushed.text("request_uri")));
    }

    /** The request as a request object's claims: {@code aud} is the authorization server, {@code resource} FHIR's. */
    public Jwt requestObject(AppRequest request) {
        Map<String, Object> claims = new LinkedHashMap<>(request.parameters());
        claims.put("resource", claims.remove("aud"));
        claims.put("iss", clientId);
        claims.put("aud", servers.issuer().toString());
        claims.put("exp", Instant.now().getEpochSecond() + 120);
        return new Jwt(Map.of("typ", "oauth-authz-req+jwt"), claims);
    }

    /** The key of an app {@link #withKey}. */
    public ClientKey key() {
        return key;
    }

    /** Opens the request in a browser and logs the user in; the answer is the redirect, or a page that asks more. */
    public HttpAnswer logIn(Browser browser, AppRequest request, String user) {
        return browser.logIn(browser.follow(browser.open(address(request))), user, TestUsers.PASSWORD);
    }

    /** Opens the request in a browser that has a login session, or asks nothing; follows Keycloak's own redirects. */
    public HttpAnswer open(Browser browser, AppRequest request) {
        return back(browser, browser.open(address(request)));
    }

    /** Follows redirects until one leads to the app, or there is a page. */
    public static HttpAnswer back(Browser browser, HttpAnswer answer) {
        HttpAnswer now = answer;
        while (now.status() / 100 == 3 && !now.header("Location").startsWith(REDIRECT)) {
            now = browser.open(URI.create(now.header("Location")));
        }
        return now;
    }

    /** Exchanges the code of a redirect. */
    public HttpAnswer exchange(HttpAnswer redirect, AppRequest request) {
        return token(Map.of("grant_type", "authorization_code", "code", Browser.parameter(redirect, "code"),
                "redirect_uri", request.get("redirect_uri"), "code_verifier", request.verifier()));
    }

    /** Redeems a refresh token for the whole grant. */
    public HttpAnswer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Redeems a refresh token for fewer scopes. */
    public HttpAnswer refresh(String refreshToken, String scope) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", scope));
    }

    /** Posts a form to the token endpoint. */
    public HttpAnswer token(Map<String, String> form) {
        return post(servers.tokenEndpoint(), form);
    }

    /** Posts a form to any endpoint, authenticated as this app. */
    public HttpAnswer post(URI endpoint, Map<String, String> form) {
        return post(endpoint, encode(form));
    }

    private HttpAnswer post(URI endpoint, String form) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        Map<String, String> credentials = new LinkedHashMap<>();
        if (key != null) {
            BackendService signer = new BackendService(clientId, key, servers.tokenEndpoint());
            credentials.put("client_assertion_type", BackendService.JWT_BEARER);
            credentials.put("client_assertion", signer.assertion().signedBy(key));
        } else if (secretInBody) {
            credentials.put("client_id", clientId);
            credentials.put("client_secret", secret);
        } else if (secret != null) {
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                    (clientId + ":" + Browser.encode(secret)).getBytes(StandardCharsets.UTF_8)));
        } else if (!("&" + form).contains("&client_id=")) {
            credentials.put("client_id", clientId);
        }
        String more = encode(credentials);
        return http.send("POST", endpoint, headers, more.isEmpty() ? form : form + "&" + more);
    }

    private URI endpoint(String path) {
        return URI.create(servers.issuer() + "/protocol/openid-connect" + path);
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> Browser.encode(field.getKey()) + "=" + Browser.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
