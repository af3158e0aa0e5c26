package dev.smartfhir.hapi.trial;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.DecisionListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line on what enforcement would have refused: rule, interaction, type, client and the scopes that would
 * have been enough, and nothing of the token, the patient or the query. The same is written once in ten minutes.
 */
public final class TrialLog implements DecisionListener {

    private static final Logger LOG = LoggerFactory.getLogger(TrialLog.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MOST_KINDS = 10_000;

    private final Cache<Kind, AtomicBoolean> written = Caffeine.newBuilder()
            .maximumSize(MOST_KINDS)
            .expireAfterWrite(QUIET)
            .build();

    @Override
    public void decided(Decision decision) {
        if (decision.verdict() == Decision.Verdict.REPORTED) {
            Kind kind = Kind.of(decision);
            if (written.get(kind, key -> new AtomicBoolean()).compareAndSet(false, true)) {
                LOG.warn("REPORT-ONLY: would have refused, rule {}, interaction {}, type {}, client {}; enough: {}",
                        kind.rule, kind.interaction, kind.type, kind.client,
                        decision.scopes().isEmpty() ? "-" : decision.scopes());
            }
        }
    }

    /** What is written once. */
    private record Kind(String rule, String interaction, String type, String client) {

        private static final int LONGEST_CLIENT = 100;

        static Kind of(Decision decision) {
            return new Kind(decision.rule().orElse("-"), decision.interaction(), decision.type().orElse("-"),
                    decision.token().map(VerifiedToken::clientId).map(Kind::printable).orElse("-"));
        }

        /** An issuer may register any client id, also one with a line break in it. */
        private static String printable(String client) {
            String plain = client.replaceAll("[^\\x21-\\x7e]", "?");
            return plain.length() > LONGEST_CLIENT ? plain.substring(0, LONGEST_CLIENT) : plain;
        }
    }
}
