package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.scopes.ScopeSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private final AtomicInteger verifications = new AtomicInteger();
    private final Hands clock = new Hands();
    private final VerifiedTokens tokens = new VerifiedTokens(100, this::verify, clock);

    @Test
    void verifiesATokenOnceUnderABurst() {
        CountDownLatch slow = new CountDownLatch(1);
        VerifiedTokens burst = new VerifiedTokens(100, token -> {
            await(slow);
            return verify(token);
        }, clock);

        Burst<VerifiedToken> requests = Burst.of(32, () -> burst.verify("a"));
        requests.awaitAllWaiting();
        assertThat(burst.underWay()).isEqualTo(1);
        slow.countDown();

        assertThat(requests.results()).hasSize(32).allSatisfy(
                result -> assertThat(result.clientId()).isEqualTo("client of a"));
        assertThat(verifications).hasValue(1);
        assertThat(burst.underWay()).isZero();
    }

    @Test
    void refusesEveryRequestOfABurstWithABadTokenAfterOneVerification() {
        CountDownLatch slow = new CountDownLatch(1);
        VerifiedTokens burst = new VerifiedTokens(100, token -> {
            await(slow);
            return verify(token);
        }, clock);

        Burst<VerifiedToken> requests = Burst.of(32, () -> burst.verify("bad"));
        requests.awaitAllWaiting();
        slow.countDown();

        assertThat(requests.failures()).hasSize(32).allSatisfy(
                failure -> assertThat(failure).isInstanceOf(Unauthorized.class));
        assertThat(verifications).hasValue(1);
        assertThat(burst.underWay()).isZero();
        assertThat(burst.remembered()).isZero();
    }

    @Test
    void remembersNoMoreTokensThanItMayWhateverTheirNumber() {
        for (int i = 0; i < 10_000; i++) {
            tokens.verify("t" + i);
        }

        assertThat(tokens.remembered()).isEqualTo(100);
        assertThat(tokens.underWay()).isZero();
    }

    @Test
    void remembersNoMoreTokensThanItMayWhenManyRequestsBringThemAtOnce() {
        AtomicInteger next = new AtomicInteger();
        Burst<Integer> requests = Burst.of(16, () -> {
            for (int i = 0; i < 1000; i++) {
                tokens.verify("t" + next.getAndIncrement());
            }
            return 1000;
        });

        assertThat(requests.results()).hasSize(16);
        assertThat(verifications).hasValue(16_000);
        assertThat(tokens.remembered()).isEqualTo(100);
        assertThat(tokens.underWay()).isZero();
    }

    @Test
    void verifiesAnotherTokenWhileOneIsSlow() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        VerifiedTokens shared = new VerifiedTokens(100, token -> {
            if (token.equals("slow")) {
                await(slow);
            }
            return verify(token);
        }, clock);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        thread.submit(() -> shared.verify("slow"));

        for (int i = 0; i < 200; i++) {
            assertThat(shared.verify("t" + i)).isNotNull();
        }
        slow.countDown();
        thread.shutdown();
    }

    @Test
    void forgetsATokenAtTheEndOfItsValidity() {
        tokens.verify("a");
        clock.now = clock.now.plusSeconds(60);
        tokens.verify("a");

        assertThat(verifications).hasValue(2);
    }

    @Test
    void doesNotRememberATokenWhoseValidityHasEnded() {
        clock.now = clock.now.plusSeconds(61);
        tokens.verify("a");
        tokens.verify("a");

        assertThat(verifications).hasValue(2);
    }

    @Test
    void remembersNoFailure() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.verify("bad")).isInstanceOf(Unauthorized.class);
        }

        assertThat(verifications).hasValue(3);
    }

    @Test
    void losesNoGoodTokenToAFloodOfBadOnes() {
        tokens.verify("a");
        for (int i = 0; i < 10_000; i++) {
            String bad = "bad" + i;
            assertThatThrownBy(() -> tokens.verify(bad)).isInstanceOf(Unauthorized.class);
        }
        verifications.set(0);
        tokens.verify("a");

        assertThat(verifications).hasValue(0);
    }

    @Test
    void tellsTokensApart() {
        assertThat(tokens.verify("a").clientId()).isNotEqualTo(tokens.verify("b").clientId());
    }

    private Validated verify(String token) {
        verifications.incrementAndGet();
        if (token.startsWith("bad")) {
            throw Unauthorized.invalidToken("bad");
        }
        Instant expiry = Hands.START.plusSeconds(3600);
        Instant until = Hands.START.plusSeconds(60);
        return new Validated(
                new VerifiedToken("i", "s", "client of " + token, ScopeSet.empty(), Map.of(), expiry), until);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A clock that a test sets. */
    private static final class Hands extends Clock {

        private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
        private volatile Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
