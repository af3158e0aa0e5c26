package dev.smartfhir.endtoend.servers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.containers.ContainerHost;
import dev.smartfhir.endtoend.database.Database;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.SandboxSettings;
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
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.RunningServer;
import dev.smartfhir.sandbox.process.ServerProcess;
import dev.smartfhir.sandbox.process.UnpackedArchive;
import dev.smartfhir.sandbox.webapps.AppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The two servers of a test run, as processes or in containers. */
final class ServerPair implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Little to compile, for a quick start, as the FHIR server has it. */
    private static final Map<String, String> QUICK_START = Map.of("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");

    private final SandboxSettings settings;
    private final int managementPort;
    private final boolean containers;
    private Map<String, String> keycloakDatabase = Map.of();
    private Supplier<RunningServer> keycloak;
    private RunningServer keycloakProcess;
    private RunningServer fhirProcess;
    private DemoPages pages;
    private ServerProcess appServer;

    private ServerPair(RunSettings settings) {
        this.settings = settings.sandbox();
        this.managementPort = settings.managementPort();
        this.containers = settings.containers();
    }

    static ServerPair running(RunSettings settings) {
        return new ServerPair(settings);
    }

    static ServerPair start(
            RunSettings settings, Map<String, String> moreFhirSettings, KeyStore keys, Database database) {
        ServerPair pair = running(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(pair::close));
        try {
            pair.launch(moreFhirSettings, keys, database);
            return pair;
        } catch (IOException e) {
            pair.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    void stopKeycloak() {
        if (keycloakProcess == null) {
            throw new IllegalStateException("This test run did not start Keycloak and so cannot stop it");
        }
        keycloakProcess.close();
    }

    void startKeycloak() {
        keycloakProcess = keycloak.get();
        new Readiness().await(keycloakProcess, discovery(), PATIENCE);
    }

    @Override
    public synchronized void close() {
        if (fhirProcess != null) {
            fhirProcess.close();
        }
        if (keycloakProcess != null) {
            keycloakProcess.close();
        }
        if (appServer != null) {
            appServer.close();
        }
        if (pages != null) {
            pages.close();
        }
    }

    private void launch(Map<String, String> moreFhirSettings, KeyStore keys, Database database) throws IOException {
        Archives archives = Archives.in(settings.projectRoot());
        pages = DemoPages.start(settings, keys);
        if (AppServer.canRun(settings)) {
            appServer = AppServer.start(settings, keys);
        }

        ObjectNode realm = DemoRealm.build(archives.realm(), settings, keys);
        keycloakDatabase = database.forKeycloak();
        keycloak = containers
                ? () -> new ContainerHost(settings).keycloak(realm, keycloakSettings())
                : keycloakProcess(archives, realm);
        keycloakProcess = keycloak.get();

        Map<String, String> environment =
                new HashMap<>(DropInSettings.complete(settings.fhirBase(), settings.issuer()));
        environment.putAll(DropInSettings.twpas());
        Map<String, String> fhirDatabase = database.forFhirServer();
        environment.putAll(fhirDatabase);
        environment.putAll(moreFhirSettings);
        fhirProcess = containers
                ? new ContainerHost(settings).fhirServer(environment)
                : fhirProcess(archives, environment);

        Readiness readiness = new Readiness();
        readiness.await(keycloakProcess, discovery(), PATIENCE);
        readiness.await(fhirProcess, URI.create(settings.fhirBase() + "/metadata"), PATIENCE);
        database.requireUse(keycloakDatabase);
        database.requireUse(fhirDatabase);
        if (appServer != null) {
            AppServer.await(appServer, settings);
        }
        FhirClient client = new FhirClient(settings.fhirBase());
        SearchParameterLoader.of(archives.searchParameters(), client, keys).load();
        new DemoDataLoader(client, keys).load();
    }

    private Supplier<RunningServer> keycloakProcess(Archives archives, ObjectNode realm) throws IOException {
        KeycloakDistribution distribution =
                KeycloakDistribution.unpack(archives.keycloakZip(), settings.state().resolve("keycloak"));
        FileTree.delete(distribution.home().resolve("data"));
        distribution.provider(archives.keycloakExtension());
        KeycloakServer server = new KeycloakServer(
                distribution, settings.keycloakPort(), settings.state().resolve("logs/keycloak.log"));
        server.realm(realm);
        return () -> server.start(keycloakSettings());
    }

    private RunningServer fhirProcess(Archives archives, Map<String, String> environment) throws IOException {
        Path state = settings.state();
        FileTree.delete(state.resolve("fhir"));
        Path program = UnpackedArchive.unpack(archives.fhirServer(), state.resolve("fhir-server"), 0);
        FhirServer fhir = new FhirServer(
                program, state.resolve("fhir"), settings.fhirPort(), state.resolve("logs/fhir.log"));
        fhir.dropIn(archives.hapiInterceptor());
        return fhir.start(environment);
    }

    /** Where Keycloak shows its metrics. */
    private Map<String, String> keycloakSettings() {
        Map<String, String> all = new HashMap<>(QUICK_START);
        all.putAll(keycloakDatabase);
        all.putAll(Map.of("KC_METRICS_ENABLED", "true", "KC_HTTP_MANAGEMENT_HOST", "127.0.0.1",
                "KC_HTTP_MANAGEMENT_PORT", String.valueOf(managementPort)));
        return all;
    }

    private URI discovery() {
        return URI.create(settings.issuer() + "/.well-known/openid-configuration");
    }
}
