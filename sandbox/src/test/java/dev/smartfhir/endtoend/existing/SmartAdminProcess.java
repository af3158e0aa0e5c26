package dev.smartfhir.endtoend.existing;

import dev.smartfhir.endtoend.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged command, run in a process of its own.
 *
 * @param exitCode how it ended
 * @param output   what it printed
 * @param errors   what it printed about its own failure
 */
public record SmartAdminProcess(int exitCode, String output, String errors) {

    /** Runs it with these variables in its environment. */
    public static SmartAdminProcess run(Servers servers, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8", "-jar", jar(servers).toString()));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("smart-admin", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("smart-admin still runs; printed so far:\n" + output);
            }
            String said = Files.readString(errors);
            Files.delete(errors);
            return new SmartAdminProcess(process.exitValue(), output, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The packaged JAR. */
    static Path jar(Servers servers) {
        return servers.sandbox().projectRoot().resolve("smart-admin/target/smart-admin-0.1.0.jar");
    }
}
