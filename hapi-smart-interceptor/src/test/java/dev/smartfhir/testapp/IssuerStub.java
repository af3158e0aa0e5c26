package dev.smartfhir.testapp;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authorization server's documents on the loopback; it can publish any keys, go away and come back.
 */
public final class IssuerStub implements AutoCloseable {

    private static final String PATH = "/realms/smart";

    private final HttpServer server;
    private final AtomicInteger keyReads = new AtomicInteger();
    private volatile String keys = "{\"keys\":[]}";
    private volatile String smartConfiguration;
    private final AtomicInteger introspections = new AtomicInteger();
    private volatile HttpHandler introspection = exchange -> answer(exchange, "none here");
    private volatile boolean away;

    public IssuerStub(JWK... published) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "issuer-stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext(PATH + "/certs", exchange -> {
            keyReads.incrementAndGet();
            answer(exchange, keys);
        });
        server.createContext(PATH + "/.well-known/openid-configuration", exchange -> answer(exchange,
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/certs\"}"));
        server.createContext(PATH + "/.well-known/smart-configuration", exchange ->
                answer(exchange, smartConfiguration));
        server.createContext(PATH + "/introspect", exchange -> {
            introspections.incrementAndGet();
            introspection.handle(exchange);
        });
        server.start();
        publish(published);
        smartConfiguration = goodConfiguration();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + PATH;
    }

    public void publish(JWK... published) {
        keys = new JWKSet(List.of(published)).toPublicJWKSet().toString();
    }

    public void publishConfiguration(String document) {
        smartConfiguration = document;
    }

    public void setAway(boolean away) {
        this.away = away;
    }

    public int keyReads() {
        return keyReads.get();
    }

    /** What answers at the introspection endpoint. */
    public void answerIntrospection(HttpHandler handler) {
        introspection = handler;
    }

    /** How often somebody asked about a token. */
    public int introspections() {
        return introspections.get();
    }

    public String goodConfiguration() {
        return """
                {"issuer":"%1$s","jwks_uri":"%1$s/certs","token_endpoint":"%1$s/token",
                 "introspection_endpoint":"%1$s/introspect",
                 "grant_types_supported":["client_credentials"],"capabilities":["client-confidential-asymmetric"],
                 "code_challenge_methods_supported":["S256"],"scopes_supported":["system/Bundle.crs"],
                 "x-note":"醫院"}""".formatted(issuer());
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = (away ? "away" : body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(away ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
