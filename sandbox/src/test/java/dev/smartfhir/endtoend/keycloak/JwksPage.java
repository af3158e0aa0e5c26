package dev.smartfhir.endtoend.keycloak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client's own JWKS page on loopback; what it answers can be changed while it runs. */
public final class JwksPage implements AutoCloseable {

    private final HttpServer server;
    private final List<String> accepts = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    public JwksPage(String keySet, String cacheControl) {
        answer(200, keySet, cacheControl);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks", this::reply);
        server.start();
    }

    private record Answer(int status, String body, String cacheControl, String location) {
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks");
    }

    void answer(int status, String keySet, String cacheControl) {
        answer = new Answer(status, keySet, cacheControl, null);
    }

    void redirect(URI to) {
        answer = new Answer(302, "", null, to.toString());
    }

    /** The Accept header of each request so far. */
    List<String> accepts() {
        return accepts;
    }

    private void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            accepts.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
            Answer now = answer;
            if (now.cacheControl() != null) {
                exchange.getResponseHeaders().set("Cache-Control", now.cacheControl());
            }
            if (now.location() != null) {
                exchange.getResponseHeaders().set("Location", now.location());
            }
            byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
