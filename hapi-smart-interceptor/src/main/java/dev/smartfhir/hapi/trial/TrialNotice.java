package dev.smartfhir.hapi.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says loudly in the log that the server does not enforce: at start, once a day, and when that is over.
 */
public final class TrialNotice implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrialNotice.class);

    private static final Duration DAY = Duration.ofDays(1);

    private final Optional<Instant> end;
    private final Clock clock;
    private volatile ScheduledExecutorService timer;

    /**
     * A notice of a trial.
     *
     * @param end when it ends; empty for no trial, of which nothing is said
     */
    public TrialNotice(Optional<Instant> end, Clock clock) {
        this.end = end;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        end.ifPresent(this::begin);
    }

    private void begin(Instant until) {
        warn(until);
        Duration left = Duration.between(clock.instant(), until);
        if (!left.isNegative()) {
            timer = Executors.newSingleThreadScheduledExecutor(TrialNotice::thread);
            timer.scheduleAtFixedRate(() -> warn(until), DAY.toSeconds(), DAY.toSeconds(), TimeUnit.SECONDS);
            timer.schedule(() -> warn(until), left.toSeconds() + 1, TimeUnit.SECONDS);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "smart-trial-notice");
        thread.setDaemon(true);
        return thread;
    }

    private void warn(Instant until) {
        if (clock.instant().isBefore(until)) {
            LOG.warn("""

                    *********************************************************************
                    *  REPORT-ONLY: THIS FHIR SERVER DOES NOT ENFORCE ACCESS CONTROL.   *
                    *  Every request passes, also one without an access token.          *
                    *********************************************************************
                    It will enforce from {} on (smart.report-only-until), without a restart.
                    What it would have refused is in this log and in the metric smart.decisions.""", until);
        } else {
            LOG.warn("The trial has ended at {}: this FHIR server enforces. Remove smart.mode=report-only.", until);
            close();
        }
    }

    @Override
    public void close() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdownNow();
        }
    }
}
