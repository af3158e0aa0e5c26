package dev.smartfhir.endtoend.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.keycloak.KeycloakDistribution;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Keycloak built with the packaged JAR, as an operator builds it, whose database is emptied at will. */
final class FreshKeycloak {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final KeycloakDistribution distribution;
    private final Path directory;
    private final Archives archives;

    private FreshKeycloak(KeycloakDistribution distribution, Path directory, Archives archives) {
        this.distribution = distribution;
        this.directory = directory;
        this.archives = archives;
    }

    static FreshKeycloak build(SandboxSettings sandbox) throws IOException, InterruptedException {
        Archives archives = Archives.in(sandbox.projectRoot());
        Path directory = sandbox.state().resolve("realm");
        KeycloakDistribution distribution =
                KeycloakDistribution.unpack(archives.keycloakZip(), directory.resolve("keycloak"));
        distribution.provider(archives.keycloakExtension());
        FreshKeycloak keycloak = new FreshKeycloak(distribution, directory, archives);
        keycloak.run(Map.of(), "build", "--db=dev-file");
        return keycloak;
    }

    /** Empties the database, imports a file and exports the realm again. */
    JsonNode roundTrip(Path imported, Map<String, String> environment) throws IOException, InterruptedException {
        empty();
        run(environment, "import", "--optimized", "--file", imported.toString());
        return export();
    }

    /** What the database holds of the realm. */
    JsonNode export() throws IOException, InterruptedException {
        Path file = directory.resolve("export.json");
        run(Map.of(), "export", "--optimized", "--realm", SandboxSettings.REALM, "--file", file.toString());
        return new ObjectMapper().readTree(file.toFile());
    }

    /** Empties the database and starts the server, which imports the shipped realm by itself. */
    ServerProcess startWithShippedRealm(int port, Map<String, String> environment) throws IOException {
        empty();
        Path imports = Files.createDirectories(distribution.home().resolve("data/import"));
        Files.copy(archives.realm(), imports.resolve("realm-export.json"), StandardCopyOption.REPLACE_EXISTING);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin"));
        ServerProcess process = ServerProcess.start("Keycloak", List.of(distribution.script().toString(), "start",
                "--optimized", "--import-realm", "--cache=local", "--http-enabled=true", "--http-host=127.0.0.1",
                "--http-port=" + port, "--hostname=http://localhost:" + port), all, distribution.home(),
                directory.resolve("keycloak.log"));
        new Readiness().await(process, URI.create("http://localhost:" + port + "/realms/" + SandboxSettings.REALM),
                PATIENCE);
        return process;
    }

    Path write(String name, JsonNode realm) throws IOException {
        return Files.writeString(directory.resolve(name), realm.toPrettyString());
    }

    private void empty() throws IOException {
        FileTree.delete(distribution.home().resolve("data"));
    }

    private void run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(distribution.script().toString()));
        command.addAll(List.of(arguments));
        Path log = directory.resolve(arguments[0] + ".log");
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        try (ServerProcess process =
                ServerProcess.start("kc.sh " + arguments[0], command, all, distribution.home(), log)) {
            Process ended = process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            if (ended.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + ended.exitValue() + ": "
                        + Files.readString(log));
            }
        }
    }
}
