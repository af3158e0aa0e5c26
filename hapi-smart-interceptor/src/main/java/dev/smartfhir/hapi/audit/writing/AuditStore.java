package dev.smartfhir.hapi.audit.writing;

import dev.smartfhir.hapi.audit.AuditRecord;
import java.util.List;

/**
 * Where records are kept.
 */
public interface AuditStore {

    /** Ends the start of a server that cannot keep records, with a sentence that says why. */
    void check();

    /** Writes all of them, or none and throws. */
    void write(List<AuditRecord> entries);

    /** Writes one that could not be written as it is, with identifiers in place of references. */
    void writeWithoutReferences(AuditRecord entry);
}
