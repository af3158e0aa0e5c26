package dev.smartfhir.hapi.config;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether verdicts are enforced, or until some moment only reported: {@code smart.mode}.
 *
 * @param reportOnlyUntil the moment from which on a trial enforces; empty where verdicts are enforced from the start
 */
public record EnforcementMode(Optional<Instant> reportOnlyUntil) {

    /** Every verdict counts. */
    public static EnforcementMode enforce() {
        return new EnforcementMode(Optional.empty());
    }

    /** Whether a request that arrives now passes whatever the verdict. */
    public boolean isReportOnlyAt(Instant now) {
        return reportOnlyUntil.filter(now::isBefore).isPresent();
    }
}
