package dev.smartfhir.endtoend.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.containers.ContainerFiles;
import dev.smartfhir.containers.compose.ComposeFile;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.keycloak.KeycloakDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the images and compose files tell Keycloak, against the options that this very release lists. */
@EndToEnd
class KeycloakOptionsIT {

    private static final Pattern OPTION = Pattern.compile("(?m)^(?:-\\w, )?--([a-z][a-z-]*)");

    private final ContainerFiles files;
    private final Set<String> build;
    private final Set<String> start;

    KeycloakOptionsIT(Servers servers) throws IOException {
        files = new ContainerFiles(servers.sandbox().projectRoot());
        KeycloakDistribution distribution = KeycloakDistribution.unpack(
                Archives.in(files.root()).keycloakZip(), servers.sandbox().state().resolve("keycloak"));
        build = options(distribution, "build");
        start = options(distribution, "start");
    }

    @Test
    void atBuildAreOptionsOfTheBuild() {
        Set<String> names = files.dockerfiles().stream().flatMap(file -> file.environment().stream())
                .map(pair -> pair[0]).filter(name -> name.startsWith("KC_")).map(KeycloakOptionsIT::option)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).isNotEmpty().isSubsetOf(build);
    }

    /** An option of the build would be ignored, because the image is started as it was built. */
    @Test
    void atStartAreOptionsOfTheStartAndNotOfTheBuild() {
        Set<String> names = new TreeSet<>();
        for (ComposeFile variant : files.variants()) {
            JsonNode environment = variant.services().get("keycloak").path("environment");
            environment.fieldNames().forEachRemaining(names::add);
        }
        assertThat(names).contains("KC_HOSTNAME", "KC_PROXY_TRUSTED_ADDRESSES", "KC_DB_PASSWORD");
        assertThat(names).filteredOn(name -> name.startsWith("KC_")).map(KeycloakOptionsIT::option)
                .isSubsetOf(start).doesNotContainAnyElementsOf(build);
        assertThat(names).filteredOn(name -> !name.startsWith("KC_"))
                .containsExactlyInAnyOrder("SMART_FHIR_BASE", "SMART_FHIR_BASE_INTERNAL");
    }

    @Test
    void thatDoNotExistWouldBeFound() {
        assertThat(start).contains("optimized", "import-realm").doesNotContain("proxy", option("KC_HOSTNAME_URL"));
        assertThat(build).contains("health-enabled").doesNotContain("hostname");
    }

    private static String option(String variable) {
        return variable.substring("KC_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> options(KeycloakDistribution distribution, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(distribution.script().toString(), command, "--help-all")
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return OPTION.matcher(help).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
