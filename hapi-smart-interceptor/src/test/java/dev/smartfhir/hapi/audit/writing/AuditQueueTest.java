package dev.smartfhir.hapi.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.audit.AuditUnavailable;
import dev.smartfhir.hapi.audit.Records;
import dev.smartfhir.hapi.audit.Touch;
import dev.smartfhir.hapi.decision.Decision;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditQueueTest {

    private final AuditQueue queue = new AuditQueue(10, Duration.ofMillis(20));

    @Test
    void admitsNoFurtherRequestWhereAsManyRecordsWaitAsMay() {
        fill(9);
        assertThat(queue.awaitRoom()).isTrue();
        fill(1);
        assertThat(queue.awaitRoom()).isFalse();
    }

    @Test
    void admitsAgainAsSoonAsThereIsRoom() throws InterruptedException {
        fill(10);
        queue.take(3, Duration.ofMillis(1));
        assertThat(queue.awaitRoom()).isTrue();
    }

    @Test
    void keepsTheRecordsOfRequestsThatWereAdmittedBefore() {
        fill(20);
        assertThat(queue.size()).isEqualTo(20);
        assertThat(queue.counts(0).lost()).isZero();
    }

    @Test
    void admitsNoFurtherRequestWhereFewRecordsOfManyResourcesWait() throws InterruptedException {
        Touch[] many = IntStream.range(0, 100).mapToObj(i -> Records.touch(Touch.Action.SHOWN, "Claim/" + i, "p"))
                .toArray(Touch[]::new);
        queue.add(Records.of(Records.read().decision(), many));
        assertThat(queue.awaitRoom()).isFalse();
        queue.take(1, Duration.ofMillis(1));
        assertThat(queue.awaitRoom()).isTrue();
    }

    @Test
    void waitsForRoomOnceAndNotForEachRecordOfALargeBundle() {
        AuditQueue patient = new AuditQueue(1, Duration.ofMillis(300));
        long start = System.nanoTime();
        IntStream.range(0, 52).forEach(i -> patient.add(Records.read()));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
        assertThat(patient.counts(0).lost()).isEqualTo(50);
    }

    @Test
    void saysWhatItCannotKeepAndNeverGrowsBeyondItsBound() {
        fill(23);
        assertThat(queue.size()).isEqualTo(20);
        assertThat(queue.counts(0).lost()).isEqualTo(3);
    }

    @Test
    void givesRequestsWithoutATokenHalfOfTheRoomSoThatTheyStopNobody() {
        IntStream.range(0, 100).forEach(i -> queue.add(Records.unauthenticated()));
        assertThat(queue.counts(0)).isEqualTo(new AuditCounts(0, 5, 0, 95));
        assertThat(queue.awaitRoom()).isTrue();
    }

    @Test
    void doesNotRecordThatNothingCanBeRecorded() {
        Decision read = Records.read().decision();
        queue.add(Records.of(new Decision(Decision.Verdict.REFUSED, Optional.of(AuditUnavailable.CODE), read.scopes(),
                read.interaction(), read.type(), read.id(), 503, read.token(), read.requestId(), read.entry())));
        assertThat(queue.counts(0)).isEqualTo(new AuditCounts(0, 0, 0, 1));
    }

    private void fill(int count) {
        IntStream.range(0, count).forEach(i -> queue.add(Records.read()));
    }
}
