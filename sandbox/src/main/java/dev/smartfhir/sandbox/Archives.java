package dev.smartfhir.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The built files that the sandbox runs, as Maven left them in each module's {@code target}.
 *
 * @param keycloakZip the stock Keycloak distribution
 * @param keycloakExtension the drop-in for Keycloak's {@code providers}
 * @param hapiInterceptor the drop-in for the FHIR server's {@code extra-classes}
 * @param fhirServer the executable archive of the FHIR server
 * @param realm the realm that the project ships
 * @param searchParameters the directory of TWPAS's search parameters
 */
public record Archives(
        Path keycloakZip, Path keycloakExtension, Path hapiInterceptor, Path fhirServer, Path realm,
        Path searchParameters) {

    /**
     * Locates the archives of the version that this class was built with.
     *
     * @throws SandboxFailure if one has not been built
     */
    public static Archives in(Path projectRoot) {
        Properties versions = versions();
        String version = versions.getProperty("project.version");
        String keycloak = versions.getProperty("keycloak.server.version");
        return new Archives(
                built(projectRoot, "sandbox/target/dist/keycloak-quarkus-dist-" + keycloak + ".zip"),
                built(projectRoot, "keycloak-smart-extension/target/keycloak-smart-extension-" + version + ".jar"),
                built(projectRoot, "hapi-smart-interceptor/target/hapi-smart-interceptor-" + version + ".jar"),
                built(projectRoot, "sandbox/fhir-server/target/sandbox-fhir-server-" + version + "-boot.jar"),
                built(projectRoot, "realm-export.json"),
                projectRoot.resolve("twpas/search-parameters"));
    }

    private static Path built(Path projectRoot, String relative) {
        Path file = projectRoot.resolve(relative);
        if (!Files.isRegularFile(file)) {
            throw new SandboxFailure(file + " is missing; build the project first with 'mvn package'.");
        }
        return file;
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream in = Archives.class.getResourceAsStream("/versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
