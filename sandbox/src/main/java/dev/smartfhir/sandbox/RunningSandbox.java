package dev.smartfhir.sandbox;

import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.data.DemoDataLoader;
import dev.smartfhir.sandbox.data.SearchParameterLoader;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import dev.smartfhir.sandbox.fhir.FhirServer;
import dev.smartfhir.sandbox.keycloak.DemoRealm;
import dev.smartfhir.sandbox.keycloak.KeycloakDistribution;
import dev.smartfhir.sandbox.keycloak.KeycloakServer;
import dev.smartfhir.sandbox.keys.KeyStore;
import dev.smartfhir.sandbox.pages.DemoPages;
import dev.smartfhir.sandbox.process.Closers;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import dev.smartfhir.sandbox.process.UnpackedArchive;
import dev.smartfhir.sandbox.webapps.AppServer;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Both servers with realm and demo data. */
final class RunningSandbox {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final List<ServerProcess> servers;

    private RunningSandbox(List<ServerProcess> servers) {
        this.servers = servers;
    }

    /**
     * Starts everything.
     *
     * @param closers takes what must be ended later
     * @throws SandboxFailure if a server does not get ready or the demo data is refused
     */
    static RunningSandbox start(SandboxSettings settings, Closers closers, Progress progress) throws IOException {
        Archives archives = Archives.in(settings.projectRoot());
        KeyStore keys = new KeyStore(settings.state().resolve("keys"));
        closers.start(() -> DemoPages.start(settings, keys));
        Optional<ServerProcess> appServer = startAppServer(settings, keys, closers, progress);

        KeycloakServer keycloak = keycloak(settings, archives, keys, progress);
        FhirServer fhir = fhir(settings, archives);
        ServerProcess keycloakProcess = closers.start(() -> keycloak.start(Map.of()));
        progress.say("Keycloak is starting          (log: " + keycloakProcess.log() + ")");
        ServerProcess fhirProcess = closers.start(() -> fhir.start(fhirEnvironment(settings)));
        progress.say("The FHIR server is starting   (log: " + fhirProcess.log() + ")");

        Map<ServerProcess, URI> expected = new LinkedHashMap<>();
        expected.put(keycloakProcess, URI.create(settings.issuer() + "/.well-known/smart-configuration"));
        expected.put(fhirProcess, URI.create(settings.fhirBase() + "/metadata"));
        new Readiness().await(expected, PATIENCE, server -> progress.say(server.name() + " is ready"));

        FhirClient client = new FhirClient(settings.fhirBase());
        progress.say("The search parameters of TWPAS are loaded; the server takes them up within seconds");
        SearchParameterLoader.of(archives.searchParameters(), client, keys).load();
        int loaded = new DemoDataLoader(client, keys).load();
        progress.say(loaded + " demo resources are loaded");
        appServer.ifPresent(process -> AppServer.await(process, settings));
        return new RunningSandbox(List.of(keycloakProcess, fhirProcess));
    }

    private static Optional<ServerProcess> startAppServer(
            SandboxSettings settings, KeyStore keys, Closers closers, Progress progress) {
        if (!AppServer.canRun(settings)) {
            progress.say(WebApps.MISSING);
            return Optional.empty();
        }
        ServerProcess process = closers.start(() -> AppServer.start(settings, keys));
        progress.say("The app on a server is starting (log: " + process.log() + ")");
        return Optional.of(process);
    }

    /** Waits until one of the servers ends, and returns it. */
    ServerProcess awaitEnd() {
        CompletableFuture.anyOf(servers.stream().map(ServerProcess::onExit).toArray(CompletableFuture[]::new)).join();
        return servers.stream().filter(server -> !server.isAlive()).findFirst().orElseThrow();
    }

    private static KeycloakServer keycloak(
            SandboxSettings settings, Archives archives, KeyStore keys, Progress progress) throws IOException {
        Path home = settings.state().resolve("keycloak");
        progress.say("Keycloak is prepared in " + home);
        KeycloakDistribution distribution = KeycloakDistribution.unpack(archives.keycloakZip(), home);
        distribution.provider(archives.keycloakExtension());
        KeycloakServer keycloak = new KeycloakServer(
                distribution, settings.keycloakPort(), settings.state().resolve("logs/keycloak.log"));
        keycloak.realm(DemoRealm.build(archives.realm(), settings, keys));
        return keycloak;
    }

    private static FhirServer fhir(SandboxSettings settings, Archives archives) throws IOException {
        FhirServer fhir = new FhirServer(
                UnpackedArchive.unpack(archives.fhirServer(), settings.state().resolve("fhir-server"), 0),
                settings.state().resolve("fhir"),
                settings.fhirPort(),
                settings.state().resolve("logs/fhir.log"));
        fhir.dropIn(archives.hapiInterceptor());
        return fhir;
    }

    private static Map<String, String> fhirEnvironment(SandboxSettings settings) {
        Map<String, String> environment = new LinkedHashMap<>(
                DropInSettings.complete(settings.fhirBase(), settings.issuer()));
        environment.putAll(DropInSettings.twpas());
        environment.put("SPRING_DATASOURCE_URL", "jdbc:h2:file:" + settings.state().resolve("fhir/database/h2"));
        return environment;
    }
}
