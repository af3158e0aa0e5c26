package dev.smartfhir.endtoend.containers;

import dev.smartfhir.containers.ContainerFiles;
import dev.smartfhir.containers.image.Dockerfile;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Builds the images of {@code docker} with just the files that their Dockerfiles copy. */
final class Images {

    private Images() {
    }

    /**
     * The image of a Dockerfile; built when a container of it starts.
     *
     * @param root the project's root, the build context
     * @param server {@code keycloak} or {@code hapi}
     */
    static ImageFromDockerfile of(Path root, String server) {
        Path file = root.resolve("docker").resolve(server).resolve("Dockerfile");
        ImageFromDockerfile image = new ImageFromDockerfile("smart-" + server + "-under-test", false)
                .withFileFromPath("Dockerfile", file);
        Dockerfile dockerfile = Dockerfile.parse(server, ContainerFiles.text(file));
        dockerfile.all("COPY").filter(copy -> !copy.hasOption("from")).forEach(copy -> {
            List<String> paths = copy.plain();
            paths.subList(0, paths.size() - 1).forEach(path -> image.withFileFromPath(path, root.resolve(path)));
        });
        return image;
    }
}
