package dev.smartfhir.endtoend.network;

import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.admin.TestClients;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import dev.smartfhir.sandbox.fhir.FhirServer;
import dev.smartfhir.sandbox.keycloak.KeycloakDistribution;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import dev.smartfhir.sandbox.process.UnpackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * A Keycloak with the shipped realm and a FHIR server, at addresses and with options of a test's own, and nothing of
 * the shared pair. Everything in this JVM trusts the test's authority meanwhile.
 */
final class OwnPair implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1500m");

    private final Path state;
    private final Archives archives;
    private final PrivateAuthority authority;
    private final SSLContext before;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final URI keycloak;
    private final URI fhirBase;

    /**
     * Says where both will be reached by their clients.
     *
     * @param keycloak Keycloak's base URL, above {@code /realms}
     * @param fhirBase the FHIR base
     */
    OwnPair(URI keycloak, URI fhirBase) {
        Path root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
        this.state = root.resolve("sandbox/target/network");
        this.archives = Archives.in(root);
        this.authority = new PrivateAuthority(state.resolve("tls"));
        this.keycloak = keycloak;
        this.fhirBase = fhirBase;
        try {
            this.before = SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        SSLContext.setDefault(authority.context());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    PrivateAuthority authority() {
        return authority;
    }

    URI issuer() {
        return URI.create(keycloak + "/realms/smart");
    }

    URI tokenEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/token");
    }

    URI fhirBase() {
        return fhirBase;
    }

    AdminApi admin() {
        return new AdminApi(keycloak, "smart");
    }

    TestClients clients() {
        return new TestClients(admin(), tokenEndpoint());
    }

    TestUsers users() {
        return new TestUsers(admin());
    }

    /** Ends with the pair. */
    <T extends AutoCloseable> T with(T closeable) {
        running.add(closeable);
        return closeable;
    }

    /** Starts Keycloak; {@link #await} waits for it. */
    ServerProcess startKeycloak(String... options) {
        try {
            KeycloakDistribution distribution =
                    KeycloakDistribution.unpack(archives.keycloakZip(), state.resolve("keycloak"));
            distribution.provider(archives.keycloakExtension());
            Path imported = distribution.home().resolve("data/import/realm.json");
            Files.createDirectories(imported.getParent());
            Files.copy(archives.realm(), imported, StandardCopyOption.REPLACE_EXISTING);
            List<String> command = new ArrayList<>(List.of(distribution.script().toString(), "start-dev",
                    "--import-realm", "--http-host=127.0.0.1", "--db=dev-mem", "--hostname=" + keycloak));
            command.addAll(List.of(options));
            return with(ServerProcess.start("Keycloak", command, Map.of(
                    "JAVA_HOME", System.getProperty("java.home"), "SMART_FHIR_BASE", fhirBase.toString(),
                    "KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin"),
                    distribution.home(), state.resolve("logs/keycloak.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the FHIR server, configured for both addresses, with these settings and Java options more. */
    ServerProcess startFhir(int port, Map<String, String> settings, String... javaOptions) {
        return startFhir(port, issuer(), settings, javaOptions);
    }

    /** Starts the FHIR server for another issuer. */
    ServerProcess startFhir(int port, URI issuer, Map<String, String> settings, String... javaOptions) {
        try {
            Path directory = state.resolve("fhir");
            FileTree.delete(directory);
            Path program = UnpackedArchive.unpack(archives.fhirServer(), state.resolve("fhir-server"), 0);
            FhirServer server = new FhirServer(program, directory, port, state.resolve("logs/fhir.log"));
            server.dropIn(archives.hapiInterceptor());
            Map<String, String> all = new HashMap<>(DropInSettings.complete(fhirBase, issuer));
            all.putAll(settings);
            List<String> options = new ArrayList<>(QUICK_START);
            options.addAll(List.of(javaOptions));
            return with(server.start(all, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a server answers 200. */
    static void await(ServerProcess server, URI address) {
        new Readiness().await(server, address, PATIENCE);
    }

    @Override
    public synchronized void close() {
        for (int i = running.size() - 1; i >= 0; i--) {
            try {
                running.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        running.clear();
        SSLContext.setDefault(before);
    }
}
