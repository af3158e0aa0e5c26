package dev.smartfhir.hapi.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Turns {@code smart.mode} and {@code smart.report-only-until} into the mode of enforcement.
 */
final class ModeReader {

    private static final String UNTIL = "smart.report-only-until";
    private static final Duration LONGEST = Duration.ofDays(180);

    private final String mode;
    private final String until;
    private final Clock clock;

    ModeReader(String mode, String until, Clock clock) {
        this.mode = mode;
        this.until = until;
        this.clock = clock;
    }

    EnforcementMode read() {
        return switch (mode) {
            case "enforce" -> enforce();
            case "report-only" -> new EnforcementMode(Optional.of(end()));
            default -> throw new InvalidSmartProperty("smart.mode", "has to be enforce or report-only: " + mode);
        };
    }

    private EnforcementMode enforce() {
        if (until != null) {
            throw new InvalidSmartProperty(UNTIL, "is for smart.mode=report-only: leave it out");
        }
        return EnforcementMode.enforce();
    }

    private Instant end() {
        if (until == null) {
            throw new InvalidSmartProperty(UNTIL, "is required with smart.mode=report-only: the moment from which on"
                    + " verdicts are enforced, such as 2027-01-31T18:00:00+08:00");
        }
        try {
            Instant end = OffsetDateTime.parse(until).toInstant();
            if (end.isAfter(clock.instant().plus(LONGEST))) {
                throw new InvalidSmartProperty(UNTIL, "is more than " + LONGEST.toDays()
                        + " days away: a trial is no way to run a server. Set an earlier moment.");
            }
            return end;
        } catch (DateTimeParseException e) {
            throw new InvalidSmartProperty(UNTIL,
                    "has to be a date and time with its offset, such as 2027-01-31T18:00:00+08:00: " + until);
        }
    }
}
