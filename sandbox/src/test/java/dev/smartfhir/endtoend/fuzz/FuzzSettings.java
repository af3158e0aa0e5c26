package dev.smartfhir.endtoend.fuzz;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How long to look, and where.
 *
 * <p>System properties: {@code fuzz.seed} (default: another one each day, the number of the day), {@code fuzz.requests}, {@code fuzz.seconds}
 * (whichever ends first), {@code fuzz.threads}, {@code fuzz.findings} (after how many to stop), and
 * {@code fuzz.only}, the number of the one request to repeat.
 */
record FuzzSettings(long seed, int requests, int seconds, int threads, int findings, int only) {

    /**
     * Reads them.
     *
     * @param mostRequests where neither property says when to end, end after so many
     * @param mostSeconds or after so long
     */
    static FuzzSettings fromSystemProperties(int mostRequests, int mostSeconds) {
        boolean hasCount = System.getProperty("fuzz.requests") != null;
        boolean hasTime = System.getProperty("fuzz.seconds") != null;
        return new FuzzSettings(
                Long.getLong("fuzz.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay()),
                Integer.getInteger("fuzz.requests", hasTime ? Integer.MAX_VALUE : mostRequests),
                Integer.getInteger("fuzz.seconds", hasCount ? 86_400 : mostSeconds),
                Integer.getInteger("fuzz.threads", 3),
                Integer.getInteger("fuzz.findings", 40),
                Integer.getInteger("fuzz.only", -1));
    }

    /** How to send one request of this run again. */
    String repeat(int number) {
        return "-Dit.test=EnforcementFuzzIT -Dfuzz.seed=" + seed + " -Dfuzz.only=" + number;
    }
}
