package dev.smartfhir.sandbox.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Serves the public key sets of the demo clients on loopback, as a hospital would on its own host. */
public final class KeySetPages {

    private static final String PATH = "/.well-known/jwks/";

    private KeySetPages() {
    }

    /** Adds the key sets to a web server. */
    public static void addTo(HttpServer server, KeyStore keys) {
        for (DemoClient client : DemoClient.values()) {
            String keySet = client.key(keys).publicKeySet();
            server.createContext(PATH + client.clientId(), exchange -> answer(exchange, keySet));
        }
    }

    /** Where the client's key set is served when the pages are at {@code base}. */
    public static URI address(URI base, DemoClient client) {
        return base.resolve(PATH + client.clientId());
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
