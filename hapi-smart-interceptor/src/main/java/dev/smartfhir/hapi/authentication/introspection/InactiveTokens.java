package dev.smartfhir.hapi.authentication.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.smartfhir.hapi.authentication.TokenHash;
import dev.smartfhir.hapi.authentication.Unauthorized;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The tokens that were lately found not to be good, so that whoever repeats one costs its issuer nothing. They are
 * remembered apart from good ones, which they cannot push out.
 */
final class InactiveTokens {

    /** So long a token stays refused that its issuer has made active meanwhile. */
    static final Duration KEPT = Duration.ofSeconds(10);

    private final Cache<String, Refused> refused;
    private final Clock clock;

    InactiveTokens(int size, Clock clock) {
        this.refused = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(KEPT).build();
        this.clock = clock;
    }

    /** @throws Unauthorized where the token was found bad just now */
    void refuse(String token) {
        Refused known = refused.getIfPresent(TokenHash.of(token));
        if (known != null && clock.instant().isBefore(known.until())) {
            throw Unauthorized.invalidToken(known.why());
        }
    }

    void remember(String token, Unauthorized refusal) {
        refused.put(TokenHash.of(token), new Refused(refusal.getMessage(), clock.instant().plus(KEPT)));
    }

    /** How many tokens are remembered, exactly. */
    long remembered() {
        refused.cleanUp();
        return refused.estimatedSize();
    }

    private record Refused(String why, Instant until) {
    }
}
