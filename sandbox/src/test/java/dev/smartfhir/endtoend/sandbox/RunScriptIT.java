package dev.smartfhir.endtoend.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./sandbox/run} and {@code ./sandbox/demo} on a machine without a fitting Java. */
class RunScriptIT {

    @TempDir
    private Path javaHome;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "java version \"1.8.0_292\"             | 8",
        "openjdk version \"11.0.2\" 2019-01-15  | 11",
        "openjdk version \"16\" 2021-03-16      | 16"
    })
    void saysWhichJavaIsTooOld(String version, String release) throws Exception {
        pretendJava(version);

        assertThat(run("run")).isEqualTo("sandbox: Java 17 or newer is needed, but " + javaHome
                + "/bin/java is Java " + release + ".");
    }

    @Test
    void saysThatTheVersionCannotBeRead() throws Exception {
        pretendJava("Segmentation fault");

        assertThat(run("run")).startsWith("sandbox: The version of " + javaHome + "/bin/java cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo"})
    void saysThatJavaIsMissing(String script) throws Exception {
        assertThat(run(script)).isEqualTo("sandbox: Java is missing; install a JDK, version 17 or newer.");
    }

    private void pretendJava(String version) throws IOException {
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    /** Runs the script, which must end with 1, and returns the one line that it prints. */
    private String run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("project.root"), "sandbox", script).toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output.strip()).hasLineCount(1);
        return output.strip();
    }
}
