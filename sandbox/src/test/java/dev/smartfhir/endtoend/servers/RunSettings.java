package dev.smartfhir.endtoend.servers;

import dev.smartfhir.sandbox.SandboxSettings;
import java.nio.file.Path;

/**
 * Where the servers of a test run are.
 *
 * <p>System properties: {@code project.root}; {@code e2e.state} (default {@code sandbox/target/end-to-end});
 * {@code e2e.keycloak.port}, {@code e2e.fhir.port}, {@code e2e.demo.port}, {@code e2e.app.port},
 * {@code e2e.issuer.port}, {@code e2e.management.port} (default: a free one each); {@code e2e.attach=true} uses servers
 * that {@link KeepServersRunning} has started with the same ports, and {@code e2e.table.port} a {@link TableServer} that
 * runs already; {@code e2e.containers=true} runs the pair on the images of {@code docker}, where there is an engine. The
 * database is the matter of {@link dev.smartfhir.endtoend.database.Database}.
 *
 * @param sandbox ports and state directory of the pair
 * @param issuerPort port of the second issuer
 * @param managementPort port at which Keycloak shows its metrics
 * @param attach whether the pair is running already
 * @param containers whether the pair runs in containers, and so on PostgreSQL
 */
record RunSettings(
        SandboxSettings sandbox, int issuerPort, int managementPort, boolean attach, boolean containers) {

    /** Free ports, and containers. */
    static RunSettings inContainers(SandboxSettings sandbox) {
        return new RunSettings(sandbox, FreePort.find(), FreePort.find(), false, true);
    }

    static RunSettings fromSystemProperties() {
        Path root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
        String state = System.getProperty("e2e.state");
        return new RunSettings(
                new SandboxSettings(
                        root,
                        state == null ? root.resolve("sandbox/target/end-to-end") : Path.of(state).toAbsolutePath(),
                        port("e2e.keycloak.port"),
                        port("e2e.fhir.port"),
                        port("e2e.demo.port"),
                        port("e2e.app.port")),
                port("e2e.issuer.port"),
                port("e2e.management.port"),
                Boolean.getBoolean("e2e.attach"),
                Boolean.getBoolean("e2e.containers"));
    }

    private static int port(String property) {
        Integer port = Integer.getInteger(property);
        return port == null ? FreePort.find() : port;
    }
}
