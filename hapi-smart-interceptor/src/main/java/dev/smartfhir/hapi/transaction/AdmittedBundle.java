package dev.smartfhir.hapi.transaction;

import dev.smartfhir.hapi.decision.JudgedEntry;
import java.util.List;

/**
 * A Bundle that may be done, as a whole or in part.
 *
 * @param entries every entry that it came with, in order
 * @param refused those that were taken out of a batch; none of a transaction, which passes whole or not at all
 */
public record AdmittedBundle(List<JudgedEntry> entries, RefusedEntries refused) {
}
