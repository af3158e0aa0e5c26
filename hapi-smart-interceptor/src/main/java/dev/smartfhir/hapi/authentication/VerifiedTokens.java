package dev.smartfhir.hapi.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Remembers verified tokens, so that each is verified once even when many requests bring it at the same time.
 *
 * <p>Bounded in number; never beyond {@code exp}, and never longer than keys are kept, so that a key that an issuer
 * withdraws takes its tokens with it. Failures are not remembered: a flood of bad tokens pushes no good one out.
 */
final class VerifiedTokens {

    private final Cache<String, VerifiedToken> verified;
    private final ConcurrentMap<String, CompletableFuture<VerifiedToken>> inFlight = new ConcurrentHashMap<>();
    private final Function<String, VerifiedToken> verifier;
    private final Clock clock;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    VerifiedTokens(int size, Function<String, VerifiedToken> verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfter(new TokenExpiry(clock, KeySource.KEPT))
                .build();
    }

    VerifiedToken verify(String token) {
        String key = hash(token);
        VerifiedToken known = known(key);
        if (known != null) {
            hits.increment();
            return known;
        }
        misses.increment();
        CompletableFuture<VerifiedToken> mine = new CompletableFuture<>();
        CompletableFuture<VerifiedToken> others = inFlight.putIfAbsent(key, mine);
        return others == null ? verify(token, key, mine) : await(others);
    }

    /** How many tokens are remembered, exactly: what has expired or is too much is thrown out first. */
    long remembered() {
        verified.cleanUp();
        return verified.estimatedSize();
    }

    /** The same without any effort, and how often it was of use. */
    RememberedTokens state() {
        return new RememberedTokens(verified.estimatedSize(), hits.sum(), misses.sum());
    }

    /** How many tokens are being verified at the moment. */
    int underWay() {
        return inFlight.size();
    }

    private VerifiedToken verify(String token, String key, CompletableFuture<VerifiedToken> mine) {
        try {
            VerifiedToken result = known(key);
            if (result == null) {
                result = verifier.apply(token);
                if (clock.instant().isBefore(result.expiresAt())) {
                    verified.put(key, result);
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
        VerifiedToken token = verified.getIfPresent(key);
        return token != null && clock.instant().isBefore(token.expiresAt()) ? token : null;
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

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
