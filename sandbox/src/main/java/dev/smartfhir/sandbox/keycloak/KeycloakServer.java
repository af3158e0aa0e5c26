package dev.smartfhir.sandbox.keycloak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keycloak in development mode on loopback, with one imported realm and the administrator admin/admin. */
public final class KeycloakServer {

    private static final String IMPORTED = "data/import/realm.json";
    private final KeycloakDistribution distribution;
    private final int port;
    private final Path log;

    public KeycloakServer(KeycloakDistribution distribution, int port, Path log) {
        this.distribution = distribution;
        this.port = port;
        this.log = log;
    }

    public URI base() {
        return URI.create("http://localhost:" + port);
    }

    /**
     * Prepares the realm for import. A realm that differs from the one imported last replaces it: Keycloak's
     * development database is then deleted, because Keycloak never imports over an existing realm.
     */
    public void realm(ObjectNode realm) throws IOException {
        Path file = distribution.home().resolve(IMPORTED);
        byte[] wanted = realm.toPrettyString().getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), wanted)) {
            return;
        }
        FileTree.delete(distribution.home().resolve("data/h2"));
        Files.createDirectories(file.getParent());
        Files.write(file, wanted);
    }

    /** Starts the server; its state from an earlier start is kept. */
    public ServerProcess start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        all.put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        List<String> command = List.of(
                distribution.script().toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + base(),
                "--health-enabled=false");
        return ServerProcess.start("Keycloak", command, all, distribution.home(), log);
    }
}
