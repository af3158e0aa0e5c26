package dev.smartfhir.endtoend.keycloak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.keycloak.KeycloakDistribution;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One more Keycloak with the packaged JAR, the shipped realm and options of its own; close it when done. */
final class ExtraKeycloak implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess process;
    private final URI base;

    private ExtraKeycloak(ServerProcess process, URI base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts the server and waits for it.
     *
     * @param path the path under which Keycloak is to serve, such as {@code /}
     */
    static ExtraKeycloak start(Servers servers, String path, String... options) {
        try {
            Archives archives = Archives.in(servers.sandbox().projectRoot());
            Path state = servers.sandbox().state().resolve("keycloak-extra");
            KeycloakDistribution distribution = KeycloakDistribution.unpack(archives.keycloakZip(), state);
            distribution.provider(archives.keycloakExtension());
            ObjectNode realm = (ObjectNode) JSON.readTree(archives.realm().toFile());
            Path imported = distribution.home().resolve("data/import/smart-realm.json");
            Files.createDirectories(imported.getParent());
            Files.writeString(imported, realm.toPrettyString());
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(distribution.script().toString(), "start-dev",
                    "--import-realm", "--http-host=127.0.0.1", "--http-port=" + port,
                    "--http-relative-path=" + path));
            command.addAll(List.of(options));
            Map<String, String> environment = new HashMap<>(Map.of(
                    "JAVA_HOME", System.getProperty("java.home"), "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                    "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin", "KC_DB", "dev-mem",
                    "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"));
            environment.putAll(servers.database().forKeycloak());
            ServerProcess process = ServerProcess.start("Keycloak", command, environment, distribution.home(),
                    servers.sandbox().state().resolve("logs/keycloak-extra-" + port + ".log"));
            ExtraKeycloak extra = new ExtraKeycloak(process,
                    URI.create("http://localhost:" + port + (path.equals("/") ? "" : path)));
            new Readiness().await(process, URI.create(extra.base + "/realms/smart"), Duration.ofMinutes(5));
            return extra;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keycloak's base URL, without a slash at its end. */
    URI base() {
        return base;
    }

    /** What the server has printed so far. */
    String output() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
