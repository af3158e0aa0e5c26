package dev.smartfhir.hapi.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.Records;
import dev.smartfhir.hapi.audit.Touch;
import dev.smartfhir.scopes.ScopeSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuditWriterTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final AuditQueue queue = new AuditQueue(1_000, SHORT);
    private final List<AuditRecord> stored = new CopyOnWriteArrayList<>();

    @Test
    void writesAtShutdownWhatStillWaits() {
        AuditWriter writer = writer(entries -> {
            pause(5);
            stored.addAll(entries);
        });
        for (int i = 0; i < 500; i++) {
            queue.add(Records.read());
        }
        writer.stop();
        assertThat(stored).hasSize(500);
        assertThat(writer.counts()).isEqualTo(new AuditCounts(500, 0, 0, 0));
    }

    @Test
    void triesAgainUntilTheDatabaseIsBackAndLosesNothing() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(4);
        CountDownLatch done = new CountDownLatch(3);
        AuditWriter writer = writer(entries -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
            }
            stored.addAll(entries);
            entries.forEach(entry -> done.countDown());
        });
        for (int i = 0; i < 3; i++) {
            queue.add(Records.read());
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        writer.stop();
        assertThat(stored).hasSize(3);
        assertThat(writer.counts().lost()).isZero();
    }

    @Test
    void writesWithoutReferencesWhatIsRefusedWithThemAndTheOthersAsTheyAre() {
        List<AuditRecord> plain = new CopyOnWriteArrayList<>();
        AuditRecord bad = Records.unauthenticated();
        AuditWriter writer = start(new Store() {
            @Override
            public void write(List<AuditRecord> entries) {
                if (entries.contains(bad)) {
                    throw new InvalidRequestException("a reference");
                }
                stored.addAll(entries);
            }

            @Override
            public void writeWithoutReferences(AuditRecord entry) {
                plain.add(entry);
            }
        });
        queue.add(Records.read());
        queue.add(bad);
        queue.add(Records.read());
        writer.stop();
        assertThat(stored).hasSize(2);
        assertThat(plain).containsExactly(bad);
        assertThat(writer.counts().lost()).isZero();
    }

    @Test
    void losesAtLastARecordThatTheDatabaseFailsOnWhileItTakesOthersSoThatItStopsNobody() throws InterruptedException {
        AuditRecord bad = Records.unauthenticated();
        AuditWriter writer = writer(entries -> {
            if (entries.stream().anyMatch(entry -> entry.decision().status() == bad.decision().status())) {
                throw new IllegalStateException("0x00");
            }
            stored.addAll(entries);
        });
        queue.add(bad);
        for (int i = 0; i < 200 && writer.counts().lost() == 0; i++) {
            queue.add(Records.read());
            pause(50);
        }
        writer.stop();
        assertThat(writer.counts().lost()).isEqualTo(1);
        assertThat(stored).hasSize((int) writer.counts().written()).isNotEmpty();
        assertThat(writer.counts().waiting()).isZero();
    }

    @Test
    void keepsWithoutDetailsWhatIsRefusedWithThem() {
        AuditRecord bad = Records.of(Records.read().decision(), Records.touch(Touch.Action.SHOWN, "Patient/x", "x"));
        AuditWriter writer = writer(entries -> {
            if (!entries.get(0).touches().isEmpty()) {
                throw new ResourceVersionConflictException("too long");
            }
            stored.addAll(entries);
        });
        queue.add(bad);
        writer.stop();
        assertThat(writer.counts()).isEqualTo(new AuditCounts(1, 0, 0, 0));
        assertThat(stored.get(0).decision().scopes()).isEqualTo(ScopeSet.empty());
        assertThat(stored.get(0).unlisted()).isEqualTo(1);
        assertThat(stored.get(0).named()).contains("Patient/p1");
    }

    @Test
    void countsARecordThatIsRefusedEvenSo() {
        AuditWriter writer = writer(entries -> {
            throw new InvalidRequestException("never");
        });
        queue.add(Records.read());
        writer.stop();
        assertThat(writer.counts()).isEqualTo(new AuditCounts(0, 0, 1, 0));
    }

    @Test
    void endsAtShutdownThoughTheDatabaseIsAwayAndCountsWhatIsLost() {
        AuditWriter writer = new AuditWriter(queue, new Store() {
            @Override
            public void write(List<AuditRecord> entries) {
                throw new IllegalStateException("away");
            }
        }, SHORT);
        writer.start();
        for (int i = 0; i < 120; i++) {
            queue.add(Records.read());
        }
        writer.stop();
        assertThat(writer.counts().lost()).isEqualTo(120);
    }

    @Test
    void doesNotStartWhereNothingCanBeKept() {
        AuditWriter writer = new AuditWriter(queue, new Store() {
            @Override
            public void check() {
                throw new IllegalStateException("no");
            }
        }, SHORT);
        assertThatThrownBy(writer::start).isInstanceOf(IllegalStateException.class);
        assertThat(writer.isRunning()).isFalse();
    }

    private AuditWriter writer(java.util.function.Consumer<List<AuditRecord>> write) {
        return start(new Store() {
            @Override
            public void write(List<AuditRecord> entries) {
                write.accept(entries);
            }

            @Override
            public void writeWithoutReferences(AuditRecord entry) {
                write.accept(List.of(entry));
            }
        });
    }

    private AuditWriter start(AuditStore store) {
        AuditWriter writer = new AuditWriter(queue, store, Duration.ofSeconds(20));
        writer.start();
        return writer;
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static class Store implements AuditStore {

        @Override
        public void check() {
            // It is there.
        }

        @Override
        public void write(List<AuditRecord> entries) {
            throw new AssertionError("not expected");
        }

        @Override
        public void writeWithoutReferences(AuditRecord entry) {
            throw new AssertionError("not expected");
        }
    }
}
