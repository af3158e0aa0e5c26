package dev.smartfhir.endtoend.chromium.driver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The page to which the authorization server sends the browser back; what it brought stands in the address. */
public final class CallbackPage implements AutoCloseable {

    private static final byte[] PAGE = "<!DOCTYPE html><title>back</title>".getBytes(StandardCharsets.UTF_8);
    private final HttpServer server;

    private CallbackPage(HttpServer server) {
        this.server = server;
    }

    public static CallbackPage start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, PAGE.length);
                    exchange.getResponseBody().write(PAGE);
                }
            });
            server.start();
            return new CallbackPage(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The redirect URI. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/back";
    }

    /** Registers it as a redirect URI of an app. */
    public CallbackPage of(Servers servers, TestApp app) {
        ObjectNode client = servers.clients().read(app.clientId());
        client.withArray("/redirectUris").add(address());
        servers.clients().write(client);
        return this;
    }

    /** The code that an address brought. */
    public static String code(URI address) {
        return Stream.of(address.getQuery().split("&")).filter(one -> one.startsWith("code="))
                .findFirst().orElseThrow(() -> new AssertionError("no code in " + address)).substring(5);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
