package dev.smartfhir.hapi.audit.writing;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.audit.AuditRecord;
import java.util.List;

/**
 * A record that could not be written so far, and how much of it is tried next: all, then without references, then
 * without details.
 */
final class WaitingRecord {

    private static final int SERVER_ERROR = 500;
    private static final int MOST_LEFT_OUT = 2;

    private final AuditRecord entry;
    private int leftOut;
    private Throwable failure;

    WaitingRecord(AuditRecord entry) {
        this.entry = entry;
    }

    /** Tries to write it; false where that fails. */
    boolean write(AuditStore store) {
        try {
            if (leftOut == 0) {
                store.write(List.of(entry));
            } else {
                store.writeWithoutReferences(leftOut == 1 ? entry : entry.withoutDetails());
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            failure = e;
            return false;
        }
    }

    /** Leaves out more of it; false where there is nothing more to leave out. */
    boolean tryWithLess() {
        leftOut++;
        return leftOut <= MOST_LEFT_OUT;
    }

    /** What went wrong last, by its class alone: a message may quote the record. */
    String failure() {
        return failure == null ? "not tried" : failure.getClass().getName();
    }

    /** Whether trying again makes no sense, the record being at fault and not the database. */
    boolean isRefused() {
        return failure instanceof BaseServerResponseException answer && answer.getStatusCode() < SERVER_ERROR
                || failure instanceof IllegalArgumentException || failure instanceof NullPointerException;
    }
}
