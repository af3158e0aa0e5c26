package dev.smartfhir.endtoend.servers;

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

/** The two server processes of a test run. */
final class ServerPair implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Little to compile, for a quick start, as the FHIR server has it. */
    private static final Map<String, String> QUICK_START = Map.of("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");

    private final SandboxSettings settings;
    private final int managementPort;
    private Map<String, String> keycloakDatabase = Map.of();
    private KeycloakServer keycloak;
    private ServerProcess keycloakProcess;
    private ServerProcess fhirProcess;
    private DemoPages pages;
    private ServerProcess appServer;

    private ServerPair(SandboxSettings settings, int managementPort) {
        this.settings = settings;
        this.managementPort = managementPort;
    }

    static ServerPair running(RunSettings settings) {
        return new ServerPair(settings.sandbox(), settings.managementPort());
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
        keycloakProcess = keycloak.start(keycloakSettings());
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
        Path state = settings.state();
        pages = DemoPages.start(settings, keys);
        if (AppServer.canRun(settings)) {
            appServer = AppServer.start(settings, keys);
        }

        KeycloakDistribution distribution =
                KeycloakDistribution.unpack(archives.keycloakZip(), state.resolve("keycloak"));
        FileTree.delete(distribution.home().resolve("data"));
        distribution.provider(archives.keycloakExtension());
        keycloak = new KeycloakServer(distribution, settings.keycloakPort(), state.resolve("logs/keycloak.log"));
        keycloak.realm(DemoRealm.build(archives.realm(), settings, keys));
        keycloakDatabase = database.forKeycloak();
        keycloakProcess = keycloak.start(keycloakSettings());

        FileTree.delete(state.resolve("fhir"));
        Path program = UnpackedArchive.unpack(archives.fhirServer(), state.resolve("fhir-server"), 0);
        FhirServer fhir = new FhirServer(
                program, state.resolve("fhir"), settings.fhirPort(), state.resolve("logs/fhir.log"));
        fhir.dropIn(archives.hapiInterceptor());
        Map<String, String> environment =
                new HashMap<>(DropInSettings.complete(settings.fhirBase(), settings.issuer()));
        environment.putAll(DropInSettings.twpas());
        Map<String, String> fhirDatabase = database.forFhirServer();
        environment.putAll(fhirDatabase);
        environment.putAll(moreFhirSettings);
        fhirProcess = fhir.start(environment);

        Readiness readiness = new Readiness();
        readiness.await(keycloakProcess, discovery(), PATIENCE);
        readiness.await(fhirProcess, URI.create(fhir.base() + "/metadata"), PATIENCE);
        database.requireUse(keycloakDatabase);
        database.requireUse(fhirDatabase);
        if (appServer != null) {
            AppServer.await(appServer, settings);
        }
        FhirClient client = new FhirClient(fhir.base());
        SearchParameterLoader.of(archives.searchParameters(), client, keys).load();
        new DemoDataLoader(client, keys).load();
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
