package dev.smartfhir.keycloak.jwks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Keeps each client's fetched JWKS for as long as its server allows. A {@code kid} that is not in it causes one fetch
 * more, at most every ten seconds for each client; a failed fetch is not tried again for five.
 */
final class JwksCache {

    static final long REFETCH_AFTER = 10;
    static final long RETRY_AFTER = 5;
    private static final int MOST_CLIENTS = 10_000;

    /** Requests that may wait for one client's JWKS at a time; more would hold up the server. */
    static final int MOST_WAITING = 32;

    private final Cache<Key, Entry> entries = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS).expireAfterAccess(Duration.ofHours(2)).build();
    private final ConcurrentMap<Key, Underway> underway = new ConcurrentHashMap<>();
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

    private record Underway(CompletableFuture<Entry> answer, Semaphore places) {

        Entry await() throws InvalidClient {
            if (!places.tryAcquire()) {
                throw new InvalidClient("Too many requests wait for the client's JWKS");
            }
            try {
                return answer.join();
            } catch (CompletionException e) {
                throw new InvalidClient("The client's JWKS could not be fetched");
            } finally {
                places.release();
            }
        }
    }

    /**
     * The client's keys, from the cache where that is allowed.
     *
     * @throws InvalidClient if there are none to be had
     */
    KeySet get(Key key, String kid, Fetch fetch) throws InvalidClient {
        Entry held = entries.getIfPresent(key);
        Entry entry = held != null && suffices(held, kid) ? held : fetchOnce(key, kid, fetch);
        if (!entry.isFresh(clock.getAsLong()) && entry.failure() != null) {
            throw entry.failure();
        }
        return entry.keys();
    }

    /** Whoever comes first fetches; the others wait for the same answer. No other client waits. */
    private Entry fetchOnce(Key key, String kid, Fetch fetch) throws InvalidClient {
        Underway own = new Underway(new CompletableFuture<>(), new Semaphore(MOST_WAITING));
        Underway before = underway.putIfAbsent(key, own);
        if (before != null) {
            return before.await();
        }
        try {
            Entry held = entries.getIfPresent(key);
            Entry next = held != null && suffices(held, kid) ? held : next(held, fetch);
            entries.put(key, next);
            own.answer().complete(next);
            return next;
        } finally {
            own.answer().completeExceptionally(new IllegalStateException("the fetch ended without an answer"));
            underway.remove(key, own);
        }
    }

    private boolean suffices(Entry held, String kid) {
        long now = clock.getAsLong();
        boolean restsAfterFailure = held.failure() != null && now < held.fetchedAt() + RETRY_AFTER;
        boolean mayRefetch = now >= held.fetchedAt() + REFETCH_AFTER;
        return restsAfterFailure || held.isFresh(now) && (held.keys().hasKid(kid) || !mayRefetch);
    }

    /** Keys age from before the fetch, and the rest until the next one counts from its end. */
    private Entry next(Entry held, Fetch fetch) {
        long asked = clock.getAsLong();
        try {
            FetchedKeys fetched = fetch.fetch();
            return new Entry(fetched.keys(), clock.getAsLong(), asked + fetched.lifetime(), null);
        } catch (InvalidClient failure) {
            long now = clock.getAsLong();
            return held != null && held.isFresh(now)
                    ? new Entry(held.keys(), now, held.expiresAt(), failure)
                    : new Entry(null, now, now, failure);
        }
    }
}
