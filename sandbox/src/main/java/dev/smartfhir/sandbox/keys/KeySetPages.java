package dev.smartfhir.sandbox.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Serves the public key sets of the demo clients on loopback, as a hospital would on its own host. */
public final class KeySetPages implements AutoCloseable {

    private static final String PATH = "/.well-known/jwks/";
    private final HttpServer server;

    private KeySetPages(HttpServer server) {
        this.server = server;
    }

    /** Starts serving; the port must be free. */
    public static KeySetPages start(int port, KeyStore keys) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            for (DemoClient client : DemoClient.values()) {
                String keySet = client.key(keys).publicKeySet();
                server.createContext(PATH + client.clientId(), exchange -> answer(exchange, keySet));
            }
            server.start();
            return new KeySetPages(server);
        } catch (IOException e) {
            throw new SandboxFailure("Port " + port + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Where the client's key set is served when the pages are at {@code base}. */
    public static URI address(URI base, DemoClient client) {
        return base.resolve(PATH + client.clientId());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String keySet) throws IOException {
        try (exchange) {
            byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
            exchange.getResponseHeaders().set("Cache-Control", "max-age=300");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
