package dev.smartfhir.endtoend.sandbox;

import dev.smartfhir.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the sandbox's programs in a process of its own, with what it prints. */
public final class Program implements AutoCloseable {

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a main class with the ports and the state directory of these settings. */
    public static Program start(Class<?> main, SandboxSettings settings, String... arguments) {
        return start(main, settings.projectRoot(), Map.of(
                "SANDBOX_KEYCLOAK_PORT", String.valueOf(settings.keycloakPort()),
                "SANDBOX_FHIR_PORT", String.valueOf(settings.fhirPort()),
                "SANDBOX_DEMO_PORT", String.valueOf(settings.demoPort()),
                "SANDBOX_APP_PORT", String.valueOf(settings.appPort()),
                "SANDBOX_STATE", settings.state().toString()), arguments);
    }

    static Program start(Class<?> main, Path projectRoot, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                // A background job ignores Ctrl-C; a terminal's job does not.
                "env", "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dproject.root=" + projectRoot,
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("sandbox-program", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Program(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    /** Waits for the end and returns the exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Still running; printed so far:\n" + output());
        }
        return process.exitValue();
    }

    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Ctrl-C in a terminal sends. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
