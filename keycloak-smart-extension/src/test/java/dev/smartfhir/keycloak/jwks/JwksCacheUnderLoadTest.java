package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose JWKS is slow holds up nobody but itself. */
@Timeout(30)
class JwksCacheUnderLoadTest {

    private static final String KEYS = "{\"keys\":[{\"kid\":\"a\"}]}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong now = new AtomicLong(1_000);
    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final JwksCache cache = new JwksCache(now::get);

    @AfterEach
    void end() {
        answers.countDown();
        threads.shutdownNow();
    }

    @Test
    void noOtherClientWaits() throws Exception {
        threads.submit(() -> cache.get(client(0), "a", this::slow));
        asked.await();
        Future<?> others = threads.submit(() -> {
            for (int i = 1; i <= 200; i++) {
                cache.get(client(i), "a", this::quick);
            }
            return null;
        });

        others.get(10, TimeUnit.SECONDS);
        assertThat(answers.getCount()).isOne();
    }

    @Test
    void itsOwnKnownKeysAreServedWhileAnUnknownKidIsLookedFor() throws Exception {
        cache.get(client(0), "a", this::quick);
        now.addAndGet(JwksCache.REFETCH_AFTER);
        threads.submit(() -> cache.get(client(0), "guess", this::slow));
        asked.await();

        assertThat(threads.submit(() -> cache.get(client(0), "a", this::quick)).get(10, TimeUnit.SECONDS)
                .hasKid("a")).isTrue();
    }

    @Test
    void requestsAtTheSameTimeShareOneFetchAndNotTooManyWait() throws Exception {
        Future<KeySet> first = threads.submit(() -> cache.get(client(0), "a", this::slow));
        asked.await();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch overflow = new CountDownLatch(10);
        List<Future<KeySet>> waiting = new ArrayList<>();
        for (int i = 0; i < JwksCache.MOST_WAITING + 10; i++) {
            waiting.add(threads.submit(() -> {
                try {
                    return cache.get(client(0), "a", this::quick);
                } catch (InvalidClient tooMany) {
                    refused.incrementAndGet();
                    overflow.countDown();
                    return null;
                }
            }));
        }
        overflow.await();
        answers.countDown();

        assertThat(first.get().hasKid("a")).isTrue();
        for (Future<KeySet> future : waiting) {
            future.get();
        }
        assertThat(refused).hasValue(10);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aSlowFailureIsNotTriedAgainForFiveSecondsFromItsEnd() {
        JwksCache.Fetch failing = () -> {
            fetches.incrementAndGet();
            now.addAndGet(5);
            throw new InvalidClient("slow");
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> cache.get(client(0), "a", failing)).hasMessage("slow");
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aFetchThatBreaksLeavesNobodyWaiting() throws Exception {
        assertThatThrownBy(() -> cache.get(client(0), "a", () -> {
            throw new IllegalStateException("broken");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(cache.get(client(0), "a", this::quick).hasKid("a")).isTrue();
    }

    private FetchedKeys slow() throws InvalidClient {
        asked.countDown();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new InvalidClient("interrupted");
        }
        return quick();
    }

    private FetchedKeys quick() throws InvalidClient {
        fetches.incrementAndGet();
        return new FetchedKeys(KeySet.read(KEYS), 60);
    }

    private static JwksCache.Key client(int number) {
        return new JwksCache.Key("realm", "client-" + number, "https://example.org/jwks");
    }
}
