package dev.smartfhir.hapi.audit.writing;

import dev.smartfhir.hapi.audit.AuditRecord;
import java.time.Duration;
import java.util.List;

/** Takes out of a queue what waits in it. */
public final class WaitingRecords {

    private WaitingRecords() {
    }

    public static List<AuditRecord> of(AuditQueue queue) throws InterruptedException {
        return queue.take(1_000, Duration.ofMillis(1));
    }
}
