package dev.smartfhir.keycloak.jwks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps each client's fetched JWKS for as long as its server allows. A {@code kid} that is not in it causes one fetch
 * more, at most every ten seconds for each client; a failed fetch is not tried again for five.
 */
final class JwksCache {

    static final long REFETCH_AFTER = 10;
    static final long RETRY_AFTER = 5;
    private static final int MOST_CLIENTS = 10_000;

    private final Cache<Key, Entry> entries = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS).expireAfterAccess(Duration.ofHours(2)).build();
    private final LongSupplier clock;

    /** @param clock seconds since any fixed moment */
    JwksCache(LongSupplier clock) {
        this.clock = clock;
    }

    /** One client's registered URL; another URL, or the same URL of another client, is another entry. */
    record Key(String realmId, String clientId, String url) {
    }

    /** Gets a JWKS from the network. */
    @FunctionalInterface
    interface Fetch {
        FetchedKeys fetch() throws InvalidClient;
    }

    private record Entry(KeySet keys, long fetchedAt, long expiresAt, InvalidClient failure) {

        boolean isFresh(long now) {
            return keys != null && now < expiresAt;
        }
    }

    /**
     * The client's keys, from the cache where that is allowed.
     *
     * @throws InvalidClient if there are none to be had
     */
    KeySet get(Key key, String kid, Fetch fetch) throws InvalidClient {
        Entry entry = entries.asMap().compute(key, (k, held) -> next(held, kid, fetch));
        if (!entry.isFresh(clock.getAsLong()) && entry.failure() != null) {
            throw entry.failure();
        }
        return entry.keys();
    }

    private Entry next(Entry held, String kid, Fetch fetch) {
        long now = clock.getAsLong();
        if (held != null) {
            boolean restsAfterFailure = held.failure() != null && now < held.fetchedAt() + RETRY_AFTER;
            boolean mayRefetch = now >= held.fetchedAt() + REFETCH_AFTER;
            if (restsAfterFailure || held.isFresh(now) && (held.keys().hasKid(kid) || !mayRefetch)) {
                return held;
            }
        }
        try {
            FetchedKeys fetched = fetch.fetch();
            return new Entry(fetched.keys(), now, now + fetched.lifetime(), null);
        } catch (InvalidClient failure) {
            return held != null && held.isFresh(now)
                    ? new Entry(held.keys(), now, held.expiresAt(), failure)
                    : new Entry(null, now, now, failure);
        }
    }
}
