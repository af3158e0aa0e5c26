package dev.smartfhir.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.containers.compose.ReferencesCheck;
import dev.smartfhir.containers.compose.SchemaCheck;
import dev.smartfhir.containers.compose.ServiceCheck;
import dev.smartfhir.containers.compose.VariablesCheck;
import dev.smartfhir.containers.image.DockerfileCheck;
import dev.smartfhir.containers.image.VersionsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The container files without an engine: they have no fault, and each fault that is planted is found. */
class ContainerFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static final List<Function<ContainerFiles, List<String>>> CHECKS = List.of(
            SchemaCheck::faults, VariablesCheck::faults, ServiceCheck::faults, ReferencesCheck::faults,
            DockerfileCheck::faults, VersionsCheck::faults);

    @Test
    void haveNoFault() {
        assertThat(faults(ROOT)).isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @CsvFileSource(resources = "/compose/planted-faults.csv", delimiter = '~', quoteCharacter = '`', numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void showEachPlantedFault(String file, String good, String bad, String fault, @TempDir Path copy)
            throws IOException {
        copy(copy);
        Path changed = copy.resolve(file);
        String text = Files.readString(changed);
        String replacement = bad == null ? "" : bad.replace("\\n", "\n");
        String there = good.replace("\\n", "\n");
        assertThat(text).as("the place of the fault").contains(there);
        Files.writeString(changed, text.replace(there, replacement));
        assertThat(faults(copy)).anyMatch(found -> found.contains(fault));
    }

    private static List<String> faults(Path root) {
        ContainerFiles files = new ContainerFiles(root);
        return CHECKS.stream().flatMap(check -> check.apply(files).stream()).toList();
    }

    private static void copy(Path target) throws IOException {
        Stream<Path> files = Stream.concat(new ContainerFiles(ROOT).all().stream(), Stream.of("pom.xml",
                "realm-export.json", "smart-admin/pom.xml", "hapi-smart-interceptor/pom.xml",
                "keycloak-smart-extension/pom.xml").map(ROOT::resolve));
        for (Path file : files.toList()) {
            Path there = target.resolve(ROOT.relativize(file));
            Files.createDirectories(there.getParent());
            Files.copy(file, there);
        }
    }
}
