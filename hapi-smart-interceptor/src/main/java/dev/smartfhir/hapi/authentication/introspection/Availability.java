package dev.smartfhir.hapi.authentication.introspection;

import dev.smartfhir.hapi.authentication.AuthorizationServerUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an issuer can be asked. After a failure it is left alone, for one second at first and for ten in the end;
 * then one question finds out whether it is back, while all others are still refused at once.
 */
final class Availability {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Availability.class);

    private final String issuer;
    private final Clock clock;
    private int failures;
    private Instant leftAloneUntil = Instant.MIN;
    private boolean probing;

    Availability(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @throws AuthorizationServerUnavailable where the issuer is left alone */
    synchronized Attempt attempt() {
        if (failures == 0) {
            return new Attempt(false);
        }
        if (probing || clock.instant().isBefore(leftAloneUntil)) {
            throw new AuthorizationServerUnavailable();
        }
        probing = true;
        return new Attempt(true);
    }

    private synchronized void succeeded() {
        if (failures > 0) {
            LOG.info("The introspection endpoint of {} answers again.", issuer);
        }
        failures = 0;
        probing = false;
    }

    private synchronized void failed(boolean probe, String why) {
        if (failures > 0 && !probe) {
            // One of several questions that were under way when it failed: said already.
            return;
        }
        probing = false;
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 4));
        wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        failures++;
        leftAloneUntil = clock.instant().plus(wait);
        LOG.warn("The introspection endpoint of {} {}. It is not asked for {} s.", issuer, why, wait.toSeconds());
    }

    private synchronized void abandoned() {
        probing = false;
    }

    /** One question. */
    final class Attempt implements AutoCloseable {

        private final boolean probe;
        private boolean ended;

        private Attempt(boolean probe) {
            this.probe = probe;
        }

        /** The issuer answered, whatever it said. */
        void succeeded() {
            ended = true;
            Availability.this.succeeded();
        }

        /**
         * The issuer does not answer anybody.
         *
         * @param why what goes on in a sentence about the endpoint, without secrets
         * @return what to throw
         */
        AuthorizationServerUnavailable failed(String why) {
            ended = true;
            Availability.this.failed(probe, why);
            return new AuthorizationServerUnavailable();
        }

        @Override
        public void close() {
            if (probe && !ended) {
                abandoned();
            }
        }
    }
}
