package dev.smartfhir.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When, where and on what something was measured. */
public final class Circumstances {

    private Circumstances() {
    }

    /**
     * A line for above a table.
     *
     * @param versions what was measured, with versions, such as {@code HAPI FHIR 8.8.0}
     */
    public static Text of(String versions) {
        String machine = Runtime.getRuntime().availableProcessors() + " × " + processor();
        String java = "Java " + System.getProperty("java.version");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new Text(
                "Measured %s on %s, %s, %s.".formatted(today, machine, java, versions),
                "量測於 %s：%s、%s、%s。".formatted(today, machine, java, versions));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst().orElse(System.getProperty("os.arch"));
        } catch (IOException noLinux) {
            return System.getProperty("os.arch");
        }
    }
}
