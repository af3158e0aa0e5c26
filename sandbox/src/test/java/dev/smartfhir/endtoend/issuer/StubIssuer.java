package dev.smartfhir.endtoend.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server that publishes a key and metadata, and signs whatever a test wants. */
public final class StubIssuer implements AutoCloseable {

    private final HttpServer server;
    private final URI issuer;
    private final AtomicInteger keySetRequests = new AtomicInteger();
    private volatile ClientKey key;

    private StubIssuer(HttpServer server, URI issuer, ClientKey key) {
        this.server = server;
        this.issuer = issuer;
        this.key = key;
    }

    /** Starts on loopback; its key is kept in the store, so that a server that knows it can be attached to. */
    public static StubIssuer start(int port, KeyStore keys) {
        return start(port, keys.getOrCreate("stub-issuer", ClientKey::es384));
    }

    public static StubIssuer start(int port, ClientKey key) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            StubIssuer stub =
                    new StubIssuer(server, URI.create("http://localhost:" + server.getAddress().getPort()), key);
            server.createContext("/jwks", stub::keySet);
            server.createContext("/.well-known/", stub::metadata);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI issuer() {
        return issuer;
    }

    public ClientKey key() {
        return key;
    }

    /** Publishes another key instead. */
    public void rotate(ClientKey next) {
        key = next;
    }

    /** How often the key set has been fetched. */
    public int keySetRequests() {
        return keySetRequests.get();
    }

    /** An access token as Keycloak would write it, not yet signed; change any header or claim, then sign. */
    public Jwt accessToken(URI audience, String scope) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.toString());
        claims.put("sub", "stub-client");
        claims.put("azp", "stub-client");
        claims.put("client_id", "stub-client");
        claims.put("aud", audience.toString());
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("scope", scope);
        return new Jwt(Map.of("typ", "at+jwt"), claims);
    }

    /** A signed access token. */
    public String token(URI audience, String scope) {
        return accessToken(audience, scope).signedBy(key);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void keySet(HttpExchange exchange) throws IOException {
        keySetRequests.incrementAndGet();
        answer(exchange, key.publicKeySet());
    }

    private void metadata(HttpExchange exchange) throws IOException {
        answer(exchange, """
                {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
                 "authorization_endpoint": "%1$s/authorize", "grant_types_supported": ["client_credentials"],
                 "response_types_supported": [], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["ES384"], "capabilities": [],
                 "code_challenge_methods_supported": ["S256"]}
                """.formatted(issuer));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
