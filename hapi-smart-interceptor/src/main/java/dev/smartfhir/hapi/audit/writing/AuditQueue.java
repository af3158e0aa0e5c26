package dev.smartfhir.hapi.audit.writing;

import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.AuditUnavailable;
import dev.smartfhir.hapi.metrics.MeasuredQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that wait to be written, a bounded number of them.
 *
 * <p>Once it holds its capacity, or in all twenty times as many references to resources and patients, no
 * request is admitted until there is room; those that have been admitted before still
 * find some. Requests without a good token get half of the room only: anybody can send them, and must not stop the
 * others by them. Beyond that they are counted.
 */
public final class AuditQueue implements MeasuredQueue {

    private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);
    private static final long STEP = 10;
    private static final long REPORT_EACH = 1_000;
    private static final long MOST_TOUCHES_EACH = 20;

    private final int capacity;
    private final Duration patience;
    private final BlockingQueue<AuditRecord> waiting;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong unlisted = new AtomicLong();
    private final AtomicLong touches = new AtomicLong();
    private volatile boolean full;

    /**
     * A queue.
     *
     * @param capacity how many records wait before requests have to wait; as many again find room for requests that
     *     are already being done
     * @param patience how long a request waits for room
     */
    public AuditQueue(int capacity, Duration patience) {
        this.capacity = capacity;
        this.patience = patience;
        this.waiting = new LinkedBlockingQueue<>(2 * capacity);
    }

    /** Waits until there is room for another request; false where there is none in time. */
    public boolean awaitRoom() {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (waiting.size() >= capacity || touches.get() >= MOST_TOUCHES_EACH * capacity) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(STEP);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes a record; waits for room, and where there is none in time, the record is lost and that is said. */
    public void add(AuditRecord entry) {
        if (isOnlyCounted(entry)) {
            if (unlisted.incrementAndGet() % REPORT_EACH == 1) {
                LOG.error("Requests that were refused without being looked at, too many to record each: {} so far",
                        unlisted);
            }
            return;
        }
        touches.addAndGet(weight(entry));
        full = !isTaken(entry);
        if (full) {
            touches.addAndGet(-weight(entry));
            lose(1);
        }
    }

    /** Waits for room once, not once more for each record of a large bundle while there is none. */
    private boolean isTaken(AuditRecord entry) {
        try {
            return full ? waiting.offer(entry) : waiting.offer(entry, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return waiting.offer(entry);
        }
    }

    /** How many references it holds, each of which needs memory as long as it waits. */
    private static long weight(AuditRecord entry) {
        return entry.touches().stream().mapToLong(touch -> 1 + touch.patients().size()).sum();
    }

    private boolean isOnlyCounted(AuditRecord entry) {
        return entry.decision().token().isEmpty() && waiting.size() >= capacity / 2
                || entry.decision().rule().filter(AuditUnavailable.CODE::equals).isPresent();
    }

    /** The longest waiting records, in their order; none where there are none for a while. */
    List<AuditRecord> take(int most, Duration wait) throws InterruptedException {
        List<AuditRecord> taken = new ArrayList<>();
        AuditRecord first = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            taken.add(first);
            waiting.drainTo(taken, most - 1);
            touches.addAndGet(-taken.stream().mapToLong(AuditQueue::weight).sum());
        }
        return taken;
    }

    /** Says that records could not be kept, by their number alone. */
    void lose(long count) {
        LOG.error("{} audit records could not be written and are lost; {} since the start", count,
                lost.addAndGet(count));
    }

    @Override
    public long size() {
        return waiting.size();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public long lost() {
        return lost.get();
    }

    AuditCounts counts(long written) {
        return new AuditCounts(written, waiting.size(), lost.get(), unlisted.get());
    }
}
