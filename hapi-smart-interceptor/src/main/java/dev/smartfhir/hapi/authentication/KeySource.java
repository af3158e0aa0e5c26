package dev.smartfhir.hapi.authentication;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.events.Event;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an issuer's keys are remembered, when they are read again, and how often at most.
 *
 * <p>They are read again ahead of expiry, and at once for a token with a key that is not among them; so a rotation is
 * followed without a restart. While the issuer is away the last keys stay good for an hour.
 */
final class KeySource {

    static final Duration KEPT = Duration.ofMinutes(5);
    static final Duration AHEAD = Duration.ofSeconds(30);
    static final Duration KEPT_IN_OUTAGE = Duration.ofHours(1);

    /** Two reads are allowed in each such interval. */
    static final Duration INTERVAL = Duration.ofSeconds(AuthorizationServerUnavailable.RETRY_AFTER);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);

    private KeySource() {
    }

    static JWKSource<SecurityContext> of(String issuer, IssuerKeys keys) {
        return JWKSourceBuilder.create(keys)
                .cache(KEPT.toMillis(), LONGEST_WAIT.toMillis())
                .refreshAheadCache(AHEAD.toMillis(), true)
                .rateLimited(INTERVAL.toMillis())
                .outageTolerant(KEPT_IN_OUTAGE.toMillis(), event -> warn(issuer, event))
                .build();
    }

    private static void warn(String issuer, Event<OutageTolerantJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof OutageTolerantJWKSetSource.OutageEvent<SecurityContext> outage) {
            LOG.warn("The keys of {} cannot be read: {}. The last ones stay good for {} s.",
                    issuer, outage.getException().getMessage(), outage.getRemainingTime() / 1000);
        }
    }
}
