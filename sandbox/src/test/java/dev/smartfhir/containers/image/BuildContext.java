package dev.smartfhir.containers.image;

import dev.smartfhir.containers.ContainerFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of the project's root the builder gets: nothing but what {@code .dockerignore} lets through by name.
 *
 * @param root the project's root
 * @param allowed the files that are let through; none where the list does not begin with {@code *}
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore</a>
 */
record BuildContext(Path root, List<String> allowed) {

    static BuildContext of(Path root) {
        List<String> lines = ContainerFiles.text(root.resolve(".dockerignore")).lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        boolean closed = !lines.isEmpty() && lines.get(0).equals("*")
                && lines.stream().skip(1).allMatch(line -> line.startsWith("!"));
        return new BuildContext(
                root, closed ? lines.stream().skip(1).map(line -> line.substring(1)).toList() : List.of());
    }

    /** Whether a file gets to the builder and is there, or is what the build of its module makes. */
    boolean has(String source) {
        Path file = Path.of(source);
        boolean built = source.matches("[a-z-]+/target/[^/]+\\.jar");
        return allowed.contains(source) && (built
                ? Files.exists(root.resolve(file.getName(0)).resolve("pom.xml"))
                : Files.isRegularFile(root.resolve(file)));
    }

    /** The files that are let through in vain. */
    List<String> unneeded(List<Dockerfile> dockerfiles) {
        Set<String> copied = dockerfiles.stream().flatMap(file -> file.all("COPY"))
                .flatMap(copy -> copy.plain().stream()).collect(Collectors.toSet());
        return allowed.stream().filter(file -> !copied.contains(file)).toList();
    }
}
