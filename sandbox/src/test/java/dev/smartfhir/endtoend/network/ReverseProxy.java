package dev.smartfhir.endtoend.network;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** Ends TLS and hands each request on by http, by its path's beginning; says so in X-Forwarded headers of its own. */
final class ReverseProxy implements AutoCloseable {

    private static final Set<String> OWN = Set.of("host", "connection", "content-length", "transfer-encoding",
            "upgrade", "expect", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-for",
            "x-forwarded-prefix", "forwarded", "http2-settings", "date");

    private final HttpsServer server;
    private final Map<String, URI> routes = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ReverseProxy(PrivateAuthority authority, int port) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(authority.context()));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::pass);
        server.start();
    }

    /** Hands what begins with a path on to another base, in place of that path. */
    ReverseProxy route(String path, URI to) {
        routes.put(path, to);
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().toString();
            for (Map.Entry<String, URI> route : routes.entrySet()) {
                if (asked.startsWith(route.getKey())) {
                    URI to = URI.create(route.getValue() + asked.substring(route.getKey().length()));
                    answer(exchange, client.send(request(exchange, to), BodyHandlers.ofByteArray()));
                    return;
                }
            }
            exchange.sendResponseHeaders(404, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, URI to) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(to).method(exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.header("X-Forwarded-Host", "localhost:" + server.getAddress().getPort())
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Port", String.valueOf(server.getAddress().getPort()))
                .header("X-Forwarded-For", "203.0.113.7").build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
        if (response.body().length > 0) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
