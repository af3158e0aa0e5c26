package dev.smartfhir.endtoend.twpas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of {@code twpas/load-search-parameters}.
 *
 * @param exitCode how it ended
 * @param output what it printed, errors included
 */
public record LoadScript(int exitCode, String output) {

    /** Runs it with a token in the environment. */
    public static LoadScript run(URI fhirBase, String token) {
        return run(Map.of("FHIR_TOKEN", token), "", fhirBase.toString());
    }

    static LoadScript run(Map<String, String> environment, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("project.root"), "twpas", "load-search-parameters").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("FHIR_TOKEN");
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedWithoutReading) {
                // It printed why.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new LoadScript(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
