package dev.smartfhir.hapi.authentication;

import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;

/**
 * How long a validated token is remembered: until it has to be validated anew.
 */
final class TokenExpiry implements Expiry<String, Validated> {

    private final Clock clock;

    TokenExpiry(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long expireAfterCreate(String key, Validated token, long currentTime) {
        return Duration.between(clock.instant(), token.until()).toNanos();
    }

    @Override
    public long expireAfterUpdate(String key, Validated token, long currentTime, long currentDuration) {
        return expireAfterCreate(key, token, currentTime);
    }

    @Override
    public long expireAfterRead(String key, Validated token, long currentTime, long currentDuration) {
        return currentDuration;
    }
}
