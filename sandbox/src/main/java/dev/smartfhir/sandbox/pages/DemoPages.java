package dev.smartfhir.sandbox.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Basic;
import dev.smartfhir.sandbox.client.Discovery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeySetPages;
import dev.smartfhir.sandbox.keys.KeyStore;
import dev.smartfhir.sandbox.pages.app.AppClient;
import dev.smartfhir.sandbox.pages.app.AppPages;
import dev.smartfhir.sandbox.pages.ehr.Chart;
import dev.smartfhir.sandbox.pages.ehr.EhrApp;
import dev.smartfhir.sandbox.pages.ehr.EhrPages;
import dev.smartfhir.sandbox.pages.ehr.LaunchRegistration;
import dev.smartfhir.sandbox.pages.files.AppFiles;
import dev.smartfhir.sandbox.pages.html.Layout;
import dev.smartfhir.sandbox.pages.web.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The sandbox's own web server on the loopback: key sets, EHR and demo app. */
public final class DemoPages implements AutoCloseable {

    private static final String EHR = "ehr-simulator";
    private final HttpServer server;
    private final ExecutorService threads;

    private DemoPages(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts serving; the port must be free. */
    public static DemoPages start(SandboxSettings settings, KeyStore keys) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.demoPort()), 0);
            KeySetPages.addTo(server, keys);
            server.createContext(Layout.STYLE, DemoPages::style);
            server.createContext("/favicon.ico", DemoPages::nothing);
            server.createContext(AppFiles.PATH, new AppFiles(settings));
            server.createContext("/", pages(settings, keys));
            // A page waits for Keycloak, and Keycloak may wait for a key set from here.
            ExecutorService threads = Executors.newCachedThreadPool();
            server.setExecutor(threads);
            server.start();
            return new DemoPages(server, threads);
        } catch (IOException e) {
            throw new SandboxFailure("Port " + settings.demoPort() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Pages pages(SandboxSettings settings, KeyStore keys) {
        Pages pages = new Pages(settings.demoPort(), settings.keycloak().toString());
        pages.get("/", new Home(settings)::show);
        FhirClient fhir = new FhirClient(settings.fhirBase());
        Chart chart = new Chart(fhir, () -> new BackendService(
                DemoClient.EHR_CHART.clientId(), DemoClient.EHR_CHART.key(keys),
                Discovery.of(fhir.get("/.well-known/smart-configuration", null)).tokenEndpoint()));
        URI launches = URI.create(settings.issuer() + "/smart/launch");
        new EhrPages(chart, new LaunchRegistration(launches, new Basic(EHR, AppClient.SECRET)), EhrApp.all(settings),
                settings.fhirBase()).addTo(pages);
        new AppPages(settings.demoPages(), settings.fhirBase(), () -> DemoClient.ASYMMETRIC_APP.key(keys))
                .addTo(pages);
        return pages;
    }

    /** Browsers ask for an icon; there is none, which is no error. */
    private static void nothing(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static void style(HttpExchange exchange) throws IOException {
        try (exchange; InputStream style = DemoPages.class.getResourceAsStream("/pages/style.css")) {
            byte[] body = style.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/css; charset=utf-8");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
