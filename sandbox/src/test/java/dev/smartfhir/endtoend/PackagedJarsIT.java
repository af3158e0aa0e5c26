package dev.smartfhir.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.Archives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Each drop-in is one file that brings what its host lacks, and nothing that its host has. */
class PackagedJarsIT {

    private static final Archives ARCHIVES = Archives.in(Path.of("").toAbsolutePath().getParent());

    @Test
    void theKeycloakJarHoldsOurClassesOnly() throws IOException {
        assertThat(classes(ARCHIVES.keycloakExtension())).isNotEmpty().allMatch(name ->
                name.startsWith("dev/smartfhir/keycloak/") || name.startsWith("dev/smartfhir/scopes/"));
    }

    @Test
    void theHapiJarHoldsOurClassesAndARelocatedNimbusOnly() throws IOException {
        assertThat(classes(ARCHIVES.hapiInterceptor())).allMatch(name ->
                name.startsWith("dev/smartfhir/hapi/") || name.startsWith("dev/smartfhir/scopes/"))
                .contains("dev/smartfhir/hapi/shaded/nimbusds/jwt/SignedJWT.class");
    }

    @Test
    void bothJarsHoldTheSameScopes() throws IOException {
        assertThat(scopes(ARCHIVES.keycloakExtension())).contains("dev/smartfhir/scopes/Scope.class")
                .isEqualTo(scopes(ARCHIVES.hapiInterceptor()));
    }

    private static List<String> scopes(Path jar) throws IOException {
        return classes(jar).stream().filter(name -> name.startsWith("dev/smartfhir/scopes/")).sorted().toList();
    }

    private static List<String> classes(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
        }
    }
}
