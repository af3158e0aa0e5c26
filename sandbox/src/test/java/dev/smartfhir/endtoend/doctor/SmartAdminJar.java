package dev.smartfhir.endtoend.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The packaged smart-admin JAR, run as an operator runs it. */
public final class SmartAdminJar {

    private SmartAdminJar() {
    }

    /**
     * What a run printed and how it ended.
     *
     * @param output what it printed, errors too
     */
    public record Run(int exitCode, String output) {

        /** The codes of the findings of this severity, of a report in JSON. */
        public List<String> codes(String severity) {
            try {
                JsonNode findings = new ObjectMapper().readTree(output);
                return StreamSupport.stream(findings.spliterator(), false)
                        .filter(finding -> finding.path("severity").asText().equals(severity))
                        .map(finding -> finding.path("code").asText()).toList();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(output, e);
            }
        }
    }

    /** Runs the command with these arguments and waits for its end. */
    public static Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.onExit().join().exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path target = Path.of(System.getProperty("project.root", "..")).resolve("smart-admin/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("smart-admin-[0-9.]+\\.jar"))
                    .findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
