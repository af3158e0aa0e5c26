package dev.smartfhir.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** One line for each step, with the seconds since the start. */
final class Progress {

    private final PrintStream out;
    private final Instant start = Instant.now();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.printf("%4d s  %s%n", Duration.between(start, Instant.now()).toSeconds(), line);
        out.flush();
    }
}
