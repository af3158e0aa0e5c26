package dev.smartfhir.hapi.authentication;

import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a verified token is remembered: until its {@code exp}, and never longer than a given time.
 */
final class TokenExpiry implements Expiry<String, VerifiedToken> {

    private final Clock clock;
    private final Duration longest;

    TokenExpiry(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    public long expireAfterCreate(String key, VerifiedToken token, long currentTime) {
        Instant now = clock.instant();
        Instant latest = now.plus(longest);
        return Duration.between(now, token.expiresAt().isBefore(latest) ? token.expiresAt() : latest).toNanos();
    }

    @Override
    public long expireAfterUpdate(String key, VerifiedToken token, long currentTime, long currentDuration) {
        return expireAfterCreate(key, token, currentTime);
    }

    @Override
    public long expireAfterRead(String key, VerifiedToken token, long currentTime, long currentDuration) {
        return currentDuration;
    }
}
