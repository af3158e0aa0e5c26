package dev.smartfhir.hapi.audit.writing;

import dev.smartfhir.hapi.audit.AuditRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes the waiting records one after the other in the background, and at shutdown those that still wait.
 *
 * <p>What the database cannot take now is tried again until it can, with ever longer pauses. What it will never take as
 * it is, while it takes others, is written without references and in the end without details; only a record that is
 * refused even so is lost, and that is said.
 */
public final class AuditWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST_AT_ONCE = 50;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;

    private final AuditQueue queue;
    private final AuditStore store;
    private final Duration drain;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean running;
    private volatile Thread thread;
    private volatile int underway;

    /**
     * A writer.
     *
     * @param drain how long a shutdown waits for what is still to be written
     */
    public AuditWriter(AuditQueue queue, AuditStore store, Duration drain) {
        this.queue = queue;
        this.store = store;
        this.drain = drain;
    }

    @Override
    public void start() {
        store.check();
        running = true;
        thread = new Thread(this::run, "smart-audit");
        thread.setDaemon(true);
        thread.start();
        LOG.info("Every request is recorded in an AuditEvent");
    }

    /** Called when the web server answers nothing any more and the database is still there. */
    @Override
    public void stop() {
        running = false;
        try {
            thread.join(drain.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LONGEST_PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long left = queue.size() + underway;
        if (left > 0) {
            queue.lose(left);
        }
        LOG.info("Audit records at shutdown: {} written since the start, {} left", written, left);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the beans are destroyed, after the web server has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** How many records there have been. */
    public AuditCounts counts() {
        return queue.counts(written.get());
    }

    private void run() {
        try {
            while (running || queue.size() > 0) {
                List<AuditRecord> entries = queue.take(MOST_AT_ONCE, IDLE);
                underway = entries.size();
                if (!entries.isEmpty()) {
                    write(entries);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<AuditRecord> entries) throws InterruptedException {
        try {
            store.write(entries);
            done(entries.size());
        } catch (RuntimeException | LinkageError failure) {
            writeEach(entries);
        }
    }

    /** One by one, with those that come meanwhile: one that fails while another is written is at fault itself. */
    private void writeEach(List<AuditRecord> entries) throws InterruptedException {
        List<WaitingRecord> left = new ArrayList<>();
        entries.forEach(entry -> left.add(new WaitingRecord(entry)));
        long pause = FIRST_PAUSE;
        while (!left.isEmpty()) {
            int before = left.size();
            left.removeIf(this::isWritten);
            boolean othersAreWritten = left.size() < before;
            left.removeIf(record -> (othersAreWritten || record.isRefused()) && isLost(record));
            if (!left.isEmpty()) {
                LOG.error("Audit records cannot be written now ({}); {} wait", left.get(0).failure(),
                        queue.size() + underway);
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE);
                List<AuditRecord> more = queue.take(Math.max(1, MOST_AT_ONCE - left.size()), Duration.ZERO);
                underway += more.size();
                more.forEach(entry -> left.add(new WaitingRecord(entry)));
            }
        }
    }

    private boolean isWritten(WaitingRecord record) {
        boolean written = record.write(store);
        if (written) {
            done(1);
        }
        return written;
    }

    private boolean isLost(WaitingRecord record) {
        if (record.tryWithLess()) {
            return false;
        }
        LOG.error("An audit record was refused: {}", record.failure());
        underway--;
        queue.lose(1);
        return true;
    }

    private void done(int count) {
        underway -= count;
        written.addAndGet(count);
    }
}
