package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.config.EnforcementMode;
import dev.smartfhir.hapi.decision.Course;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Which guard a request meets: enforcement, or in a trial the one that only reports.
 *
 * <p>That is settled for a request and all entries of its bundle before anything of it is done; so a trial ends with
 * the first request that begins to be done after its end, and none that is being done changes sides.
 */
public final class Guards {

    private static final String KEY = Guards.class.getName();

    private final Guard enforcement;
    private final Guard trial;
    private final EnforcementMode mode;
    private final Clock clock;

    /** These two, of which the second is met as long as the mode says so. */
    public Guards(Guard enforcement, Guard trial, EnforcementMode mode, Clock clock) {
        this.enforcement = enforcement;
        this.trial = trial;
        this.mode = mode;
        this.clock = clock;
    }

    /** The guard of a request; what the server does on its own behalf meets enforcement, which does not mind it. */
    public Guard of(RequestDetails request) {
        if (mode.reportOnlyUntil().isEmpty() || !Bearer.isEnforced(request)) {
            return enforcement;
        }
        Object reported = request.getUserData().computeIfAbsent(KEY, key -> mode.isReportOnlyAt(clock.instant()));
        return Boolean.TRUE.equals(reported) ? trial : enforcement;
    }

    /**
     * The guard of a request, or of an entry of its bundle, that is about to be done. A client may take as long as it
     * likes to send a body: where the trial has ended meanwhile, the request is enforced.
     */
    public Guard ofBegun(RequestDetails request) {
        Guard met = of(request);
        if (met == enforcement || request.isSubRequest() || areReportOnly()) {
            return met;
        }
        enforceOn(request);
        Course.of(request).isEnforced();
        return enforcement;
    }

    /** The moment from which on every request meets enforcement; empty where all do. */
    public Optional<Instant> reportOnlyUntil() {
        return mode.reportOnlyUntil();
    }

    /** Whether a request that arrives now would not be enforced. */
    public boolean areReportOnly() {
        return mode.isReportOnlyAt(clock.instant());
    }

    /** Has a request enforced, trial or not: the one by which the server tries itself. */
    public static void enforceOn(RequestDetails probe) {
        probe.getUserData().put(KEY, Boolean.FALSE);
    }
}
