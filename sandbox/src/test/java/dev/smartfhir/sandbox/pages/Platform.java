package dev.smartfhir.sandbox.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The pages, and beside them one stub that answers for the FHIR server and for the authorization server. */
public final class Platform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer stub;
    private final DemoPages pages;
    private final SandboxSettings settings;
    private final ClientKey signingKey = ClientKey.es384();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What the stub answers. */
    public record Reply(int status, String body) {
    }

    private Platform(HttpServer stub, SandboxSettings settings, DemoPages pages) {
        this.stub = stub;
        this.settings = settings;
        this.pages = pages;
    }

    public static Platform start(Path state) throws IOException {
        HttpServer stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = stub.getAddress().getPort();
        SandboxSettings settings = new SandboxSettings(state, state, port, port, FreePort.find(), FreePort.find());
        KeyStore keys = new KeyStore(state.resolve("keys"));
        Platform platform = new Platform(stub, settings, DemoPages.start(settings, keys));
        stub.createContext("/", platform::answer);
        stub.start();
        return platform;
    }

    /** Forgets what happened, and answers as in the beginning. */
    public void reset() {
        requests.clear();
        replies.clear();
        reply("GET /fhir/.well-known/smart-configuration", 200, discovery());
        reply("POST /token", 200, "{\"access_token\":\"t\",\"scope\":\"system/Patient.rs\"}");
        reply("GET /keys", 200, signingKey.publicKeySet());
    }

    /** Says what the stub answers to a method and path. */
    public void reply(String request, int status, String body) {
        replies.put(request, new Reply(status, body));
    }

    /** The requests that the stub got: method, address with query, Authorization header, body; one text each. */
    public List<String> requests() {
        return requests;
    }

    /** The last request that the stub got. */
    public String lastRequest(String path) {
        return requests.stream().filter(request -> request.contains(path)).reduce((first, last) -> last).orElseThrow();
    }

    public URI page(String path) {
        return settings.demoPages().resolve(path);
    }

    public URI fhirBase() {
        return settings.fhirBase();
    }

    public URI stub() {
        return settings.keycloak();
    }

    public String issuer() {
        return stub() + "/realms/smart";
    }

    public WebBrowser browser() {
        return new WebBrowser();
    }

    /** An ID token that is right but for what is changed. */
    public String idToken(String nonce, Map<String, Object> changed) {
        Jwt token = new Jwt(Map.of(), Map.of("iss", issuer(), "sub", "user", "aud", "demo-app", "nonce", nonce,
                "iat", Instant.now().getEpochSecond(), "exp", Instant.now().getEpochSecond() + 300));
        for (Map.Entry<String, Object> change : changed.entrySet()) {
            token = token.withClaim(change.getKey(), change.getValue());
        }
        return token.signedBy(signingKey);
    }

    @Override
    public void close() {
        pages.close();
        stub.stop(0);
    }

    private String discovery() {
        ObjectNode document = JSON.createObjectNode().put("issuer", issuer());
        for (String endpoint : List.of("authorization", "token", "introspection", "revocation")) {
            document.put(endpoint + "_endpoint", stub() + "/" + endpoint.replace("authorization", "authorize"));
        }
        return document.put("jwks_uri", stub() + "/keys").toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            Reply reply = replies.getOrDefault(request.split("\\?")[0], new Reply(200, "{}"));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
