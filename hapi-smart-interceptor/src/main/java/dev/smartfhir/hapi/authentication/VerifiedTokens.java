package dev.smartfhir.hapi.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Remembers validated tokens, so that each is validated once even when many requests bring it at the same time.
 *
 * <p>Bounded in number, and each for as long as its validation counts. Failures are not remembered: a flood of bad
 * tokens pushes no good one out.
 */
final class VerifiedTokens {

    private final Cache<String, Validated> validated;
    private final ConcurrentMap<String, CompletableFuture<VerifiedToken>> inFlight = new ConcurrentHashMap<>();
    private final Function<String, Validated> validation;
    private final Consumer<VerifiedToken> reused;
    private final Clock clock;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    VerifiedTokens(int size, Function<String, Validated> validation, Clock clock) {
        this(size, validation, token -> { }, clock);
    }

    /** Tells of each token that was remembered and taken again. */
    VerifiedTokens(int size, Function<String, Validated> validation, Consumer<VerifiedToken> reused, Clock clock) {
        this.validation = validation;
        this.reused = reused;
        this.clock = clock;
        this.validated = Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfter(new TokenExpiry(clock))
                .build();
    }

    VerifiedToken verify(String token) {
        String key = TokenHash.of(token);
        VerifiedToken known = known(key);
        if (known != null) {
            hits.increment();
            reused.accept(known);
            return known;
        }
        misses.increment();
        CompletableFuture<VerifiedToken> mine = new CompletableFuture<>();
        CompletableFuture<VerifiedToken> others = inFlight.putIfAbsent(key, mine);
        return others == null ? verify(token, key, mine) : await(others);
    }

    /** How many tokens are remembered, exactly: what has expired or is too much is thrown out first. */
    long remembered() {
        validated.cleanUp();
        return validated.estimatedSize();
    }

    /** The same without any effort, and how often it was of use. */
    RememberedTokens state() {
        return new RememberedTokens(validated.estimatedSize(), hits.sum(), misses.sum());
    }

    /** How many tokens are being verified at the moment. */
    int underWay() {
        return inFlight.size();
    }

    private VerifiedToken verify(String token, String key, CompletableFuture<VerifiedToken> mine) {
        try {
            VerifiedToken result = known(key);
            if (result == null) {
                Validated fresh = validation.apply(token);
                result = fresh.token();
                if (counts(fresh)) {
                    validated.put(key, fresh);
                }
            }
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            inFlight.remove(key, mine);
        }
    }

    private VerifiedToken known(String key) {
        Validated known = validated.getIfPresent(key);
        return known != null && counts(known) ? known.token() : null;
    }

    private boolean counts(Validated known) {
        return clock.instant().isBefore(known.until());
    }

    private static VerifiedToken await(CompletableFuture<VerifiedToken> verification) {
        try {
            return verification.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Unauthorized refusal) {
                throw refusal;
            }
            throw new AuthorizationServerUnavailable();
        }
    }
}
