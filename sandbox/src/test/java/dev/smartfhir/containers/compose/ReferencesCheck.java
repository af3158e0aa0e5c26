package dev.smartfhir.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.containers.ContainerFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every file, service and volume that a compose file names exists. */
public final class ReferencesCheck {

    private ReferencesCheck() {
    }

    public static List<String> faults(ContainerFiles files) {
        List<String> faults = new ArrayList<>();
        for (ComposeFile variant : files.variants()) {
            Map<String, JsonNode> services = variant.services();
            services.forEach((name, service) -> {
                for (String missing : missing(files, variant, service)) {
                    faults.add(variant.name() + ": " + name + " names " + missing + ", which does not exist");
                }
            });
        }
        for (String file : files.exampleEnvironment().getOrDefault("COMPOSE_FILE", "no file").split(":")) {
            if (!Files.exists(files.directory().resolve(file))) {
                faults.add(".env.example names " + file + ", which does not exist");
            }
        }
        return faults;
    }

    private static List<String> missing(ContainerFiles files, ComposeFile variant, JsonNode service) {
        List<String> missing = new ArrayList<>();
        for (JsonNode volume : service.path("volumes")) {
            String source = volume.isTextual() ? volume.asText().split(":")[0] : volume.path("source").asText();
            boolean exists = volume.isTextual() ? variant.tree().path("volumes").has(source)
                    : source.contains("${") || Files.isRegularFile(files.directory().resolve(source));
            if (!exists) {
                missing.add(source);
            }
        }
        if (service.has("build")) {
            Path context = files.directory().resolve(service.at("/build/context").asText()).normalize();
            String dockerfile = service.at("/build/dockerfile").asText();
            if (!context.equals(files.root().normalize()) || !Files.isRegularFile(context.resolve(dockerfile))) {
                missing.add(dockerfile);
            }
        }
        service.path("depends_on").fieldNames().forEachRemaining(other -> {
            if (!variant.services().containsKey(other)) {
                missing.add(other);
            }
        });
        return missing;
    }
}
