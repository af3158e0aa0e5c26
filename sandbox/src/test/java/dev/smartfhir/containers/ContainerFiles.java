package dev.smartfhir.containers;

import dev.smartfhir.containers.compose.ComposeFile;
import dev.smartfhir.containers.image.Dockerfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The container files of a checkout.
 *
 * @param root the project's root, which is the build context of both images
 */
public record ContainerFiles(Path root) {

    /** Which compose files are used together. */
    private static final List<List<String>> VARIANTS = List.of(
            List.of("compose.yaml", "compose.local.yaml"), List.of("compose.yaml", "compose.proxy.yaml"));

    public Path directory() {
        return root.resolve("docker");
    }

    /** Each compose file by itself. */
    public List<ComposeFile> composeFiles() {
        return VARIANTS.stream().flatMap(List::stream).distinct().map(this::composeFile).toList();
    }

    /** What Docker Compose makes of each set of files that the documentation names. */
    public List<ComposeFile> variants() {
        return VARIANTS.stream().map(files -> files.stream().map(this::composeFile).reduce(ComposeFile::overriddenBy)
                .orElseThrow()).toList();
    }

    public List<Dockerfile> dockerfiles() {
        return Stream.of("keycloak/Dockerfile", "hapi/Dockerfile")
                .map(name -> Dockerfile.parse(name, text(directory().resolve(name)))).toList();
    }

    /** The variables of {@code .env.example} with their values. */
    public Map<String, String> exampleEnvironment() {
        return text(directory().resolve(".env.example")).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> other,
                        LinkedHashMap::new));
    }

    /** Every file below {@code docker}, and the list of what the images get. */
    public List<Path> all() {
        try (Stream<Path> files = Files.walk(directory())) {
            return Stream.concat(files.filter(Files::isRegularFile), Stream.of(root.resolve(".dockerignore"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ComposeFile composeFile(String name) {
        return ComposeFile.parse(name, text(directory().resolve(name)));
    }
}
