package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For how long an answer counts, how often is asked, and what happens while nobody answers. */
class IntrospectionCacheTest {

    private final Introspecting server = new Introspecting();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noticesARevocationAfterTheConfiguredTimeAtTheLatest() {
        server.verify("a");
        server.answers(Map.of("active", false));

        server.clock.advance(Duration.ofSeconds(29));
        assertThat(server.verify("a")).isNotNull();
        assertThat(server.issuer.introspections()).isEqualTo(1);
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(server.refusal("a")).isEqualTo(401);
    }

    @Test
    void countsFromTheQuestionNotFromTheAnswer() {
        server.answers(exchange -> {
            String answer = Introspecting.text(server.active());
            server.clock.advance(Duration.ofSeconds(4));
            Introspecting.reply(exchange, 200, "application/json", answer);
        });
        server.verify("a");

        server.clock.advance(Duration.ofSeconds(26));
        server.verify("a");
        assertThat(server.issuer.introspections()).isEqualTo(2);
    }

    @Test
    void asksAboutEveryRequestWhereNothingIsToBeRemembered() {
        try (Introspecting eager = new Introspecting("smart.issuers[0].introspection.cache=0s")) {
            eager.verify("a");
            eager.verify("a");
            assertThat(eager.issuer.introspections()).isEqualTo(2);

            eager.answers(Map.of("active", false));
            assertThat(eager.refusal("a")).isEqualTo(401);
        }
    }

    @Test
    void remembersNoTokenBeyondItsExpiry() {
        Map<String, Object> answer = server.active();
        answer.put("exp", server.clock.instant().getEpochSecond() + 10);
        server.answers(answer);
        server.verify("a");

        server.clock.advance(Duration.ofSeconds(10));
        server.verify("a");
        assertThat(server.issuer.introspections()).as("within the clock skew, asked anew").isEqualTo(2);
        server.clock.advance(Duration.ofSeconds(5));
        assertThat(server.refusal("a")).isEqualTo(401);
    }

    @Test
    void asksOnceAboutABadTokenThatIsRepeatedAndAgainAfterTenSeconds() {
        server.answers(Map.of("active", false));
        for (int i = 0; i < 50; i++) {
            assertThat(server.refusal("bad")).isEqualTo(401);
        }
        assertThat(server.issuer.introspections()).isEqualTo(1);

        server.clock.advance(Duration.ofSeconds(10));
        server.answers(server.active());
        assertThat(server.verify("bad")).isNotNull();
    }

    @Test
    void losesNoGoodTokenToAFloodOfBadOnes() {
        try (Introspecting small = new Introspecting("smart.token-cache.size=10")) {
            small.verify("good");
            small.answers(Map.of("active", false));
            for (int i = 0; i < 40; i++) {
                assertThat(small.refusal("bad" + i)).isEqualTo(401);
            }
            int asked = small.issuer.introspections();

            assertThat(small.verify("good")).isNotNull();
            assertThat(small.issuer.introspections()).isEqualTo(asked);
        }
    }

    @Test
    void asksOnceForABurstOfRequestsWithOneToken() {
        CountDownLatch slow = new CountDownLatch(1);
        server.answers(exchange -> {
            await(slow);
            Introspecting.reply(exchange, 200, "application/json", Introspecting.text(server.active()));
        });

        Burst<VerifiedToken> requests = Burst.of(32, () -> server.verify("a"));
        requests.awaitAllWaiting();
        slow.countDown();

        assertThat(requests.results()).hasSize(32);
        assertThat(server.issuer.introspections()).isEqualTo(1);
    }

    @Test
    void keepsPlaceForSignedTokensWhileManyUnknownOnesAreAskedAbout() {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        String signed = server.jwt();
        server.answers(exchange -> {
            if (!Introspecting.form(exchange).get("token").equals(signed)) {
                underWay.incrementAndGet();
                await(slow);
            }
            Introspecting.reply(exchange, 200, "application/json", Introspecting.text(server.active()));
        });
        AtomicInteger next = new AtomicInteger();
        Burst<VerifiedToken> flood = Burst.of(30, () -> server.verify("made-up-" + next.getAndIncrement()));
        flood.awaitAllWaiting();

        assertThat(server.verify(signed)).isNotNull();
        assertThat(underWay).hasValueLessThanOrEqualTo(16);
        slow.countDown();
        flood.results();
        flood.failures();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 502, 503, 504})
    void keepsToItsLastAnswersWhileTheIssuerIsAwayAndThenRefusesWithoutBlame(int status) {
        server.verify("a");
        server.answers(status, "application/json", "{}");

        assertThat(server.verify("a")).isNotNull();
        assertThat(server.refusal("b")).isEqualTo(503);
        server.clock.advance(Duration.ofSeconds(30));
        AuthorizationServerUnavailable refusal =
                catchThrowableOfType(AuthorizationServerUnavailable.class, () -> server.verify("a"));
        assertThat(refusal.getResponseHeaders()).containsKey("Retry-After");

        server.clock.advance(Duration.ofSeconds(10));
        server.answers(server.active());
        assertThat(server.verify("a")).isNotNull();
        assertThat(server.verify("b")).isNotNull();
    }

    @Test
    void asksADeadIssuerSeldom() {
        server.answers(503, "", "");
        for (int i = 0; i < 100; i++) {
            assertThat(server.refusal("t" + i)).isEqualTo(503);
        }
        assertThat(server.issuer.introspections()).isEqualTo(1);

        for (int second = 0; second < 60; second++) {
            server.clock.advance(Duration.ofSeconds(1));
            server.refusal("s" + second);
            server.refusal("r" + second);
        }
        assertThat(server.issuer.introspections()).as("after 1, 2, 4, 8, 10, 10 ... seconds").isBetween(7, 9);
    }

    @Test
    void oneTokenThatTheIssuerStumblesOverKeepsNoOtherOut() {
        server.answers(exchange -> Introspecting.reply(exchange,
                Introspecting.form(exchange).get("token").equals("evil") ? 500 : 200, "application/json",
                Introspecting.text(server.active())));

        assertThat(server.refusal("evil")).isEqualTo(503);
        assertThat(server.verify("good")).isNotNull();
    }

    @Test
    void waitsForASilentIssuerNoLongerThanTheDeadlineAndOnce() {
        CountDownLatch never = new CountDownLatch(1);
        server.answers(exchange -> await(never));
        long start = System.nanoTime();

        assertThat(server.refusal("a")).isEqualTo(503);
        assertThat(server.refusal("b")).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(server.issuer.introspections()).isEqualTo(1);
        never.countDown();
    }

    @Test
    void tellsWhatCameOfEachQuestionAndWhatNeededNone() {
        server.verify("a");
        server.verify("a");
        server.answers(Map.of("active", false));
        server.refusal("b");
        server.refusal("b");
        server.answers(503, "", "");
        server.refusal("c");
        server.refusal("d");

        assertThat(server.heard).containsExactly(
                "ACTIVE", "CACHED", "INACTIVE", "CACHED", "UNAVAILABLE", "UNAVAILABLE");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
