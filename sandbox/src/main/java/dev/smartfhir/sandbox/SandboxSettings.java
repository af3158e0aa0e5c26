package dev.smartfhir.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the sandbox listens and keeps its files.
 *
 * @param projectRoot the checked-out project, from which the built archives are taken
 * @param state the directory for Keycloak, databases, keys and logs; may be deleted when nothing runs
 * @param keycloakPort loopback port of Keycloak
 * @param fhirPort loopback port of the FHIR server
 * @param demoPort loopback port of the sandbox's own pages
 * @param appPort loopback port of the app that runs on a server, where there is Node.js
 */
public record SandboxSettings(
        Path projectRoot, Path state, int keycloakPort, int fhirPort, int demoPort, int appPort) {

    /** The realm of the sandbox and of {@code realm-export.json}. */
    public static final String REALM = "smart";

    /**
     * Reads {@code SANDBOX_KEYCLOAK_PORT}, {@code SANDBOX_FHIR_PORT}, {@code SANDBOX_DEMO_PORT},
     * {@code SANDBOX_APP_PORT} and {@code SANDBOX_STATE}.
     *
     * @throws SandboxFailure if a port is not a number from 1 to 65535
     */
    public static SandboxSettings from(Path projectRoot, Map<String, String> environment) {
        String state = environment.get("SANDBOX_STATE");
        return new SandboxSettings(
                projectRoot,
                state == null ? projectRoot.resolve("sandbox/target/sandbox") : Path.of(state).toAbsolutePath(),
                port(environment, "SANDBOX_KEYCLOAK_PORT", 8180),
                port(environment, "SANDBOX_FHIR_PORT", 8080),
                port(environment, "SANDBOX_DEMO_PORT", 8090),
                port(environment, "SANDBOX_APP_PORT", 8091));
    }

    public URI keycloak() {
        return URI.create("http://localhost:" + keycloakPort);
    }

    public URI issuer() {
        return URI.create(keycloak() + "/realms/" + REALM);
    }

    public URI fhirBase() {
        return URI.create("http://localhost:" + fhirPort + "/fhir");
    }

    public URI demoPages() {
        return URI.create("http://localhost:" + demoPort + "/");
    }

    /** The app that runs on a server. */
    public URI appServer() {
        return URI.create("http://localhost:" + appPort + "/");
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, String.valueOf(otherwise));
        try {
            int port = Integer.parseInt(text.trim());
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number out of range.
        }
        throw new SandboxFailure(name + " must be a port number from 1 to 65535, but is '" + text + "'.");
    }
}
