package dev.smartfhir.sandbox.pages.files;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Serves the files below one directory, and {@code config.json}, which tells the apps the FHIR base that they trust.
 *
 * <p>A path is made of letters, digits, dots, hyphens and slashes, no part of it begins with a dot, and the file must
 * be of a type that an app consists of and lie in the directory, links followed; everything else is 404. A
 * directory is answered with its {@code index.html}.
 */
public final class AppFiles implements HttpHandler {

    /** Where they are served. */
    public static final String PATH = "/apps/";

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9-][A-Za-z0-9.-]*/)*([A-Za-z0-9-][A-Za-z0-9.-]*)?");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "txt", "text/plain; charset=utf-8");

    private final Path directory;
    private final Set<String> hosts;
    private final String config;
    private final String policy;

    public AppFiles(SandboxSettings settings) {
        this.directory = WebApps.of(settings).files().toAbsolutePath().normalize();
        this.hosts = Set.of("localhost:" + settings.demoPort(), "127.0.0.1:" + settings.demoPort());
        this.config = "{\"fhirBase\":\"" + settings.fhirBase() + "\"}";
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' "
                + settings.keycloak() + " " + settings.fhirBase().resolve("/").toString().replaceAll("/$", "")
                + "; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-cache");
            String name = exchange.getRequestURI().getRawPath().substring(PATH.length());
            if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
                send(exchange, 421, TYPES.get("txt"), "These pages are served on this machine only.\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, TYPES.get("txt"), "These files can only be read.\n");
            } else if (name.equals("config.json")) {
                send(exchange, 200, "application/json", config);
            } else {
                Optional<Path> file = find(name);
                if (file.isPresent()) {
                    send(exchange, 200, type(file.get()), Files.readString(file.get()));
                } else {
                    send(exchange, 404, TYPES.get("txt"), "There is no such file.\n");
                }
            }
        }
    }

    private Optional<Path> find(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = directory.resolve(name.isEmpty() || name.endsWith("/") ? name + "index.html" : name).normalize();
        boolean served = type(file) != null && Files.isRegularFile(file)
                && file.toRealPath().startsWith(directory.toRealPath());
        return served ? Optional.of(file) : Optional.empty();
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
