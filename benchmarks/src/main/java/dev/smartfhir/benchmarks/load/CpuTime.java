package dev.smartfhir.benchmarks.load;

import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processor time that a server's processes have used so far, user and system, from {@code /proc/PID/stat}.
 *
 * <p>Linux counts it in ticks of ten milliseconds, so that one round has to take many of them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class CpuTime {

    /** Linux shows hundredths of a second to user space on every architecture. */
    private static final double MILLIS_PER_TICK = 10;

    /** Fields 14 and 15, counted from the first field after the name of the program, which is field 3. */
    private static final int USER = 14 - 3;
    private static final int SYSTEM = 15 - 3;

    private CpuTime() {
    }

    /** Milliseconds of the process and everything below it. */
    public static double millis(ServerProcess server) {
        return server.tree().mapToDouble(process -> millis(process.pid())).sum();
    }

    private static double millis(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_PER_TICK;
    }
}
