package dev.smartfhir.hapi.decision;

import dev.smartfhir.hapi.refusal.Refusal;
import java.util.Optional;

/**
 * What became of an entry of a batch or transaction.
 *
 * @param entry   the entry
 * @param refusal why it was refused, be it before anything was done or when HAPI came to it
 * @param status  the HTTP status in its answer; 0 where it has none
 */
record AnsweredEntry(JudgedEntry entry, Optional<Refusal> refusal, int status) {
}
