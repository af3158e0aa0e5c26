package dev.smartfhir.hapi.refusal;

import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;

/**
 * What every exception is with which the JAR itself refuses a request, so that its refusals are told from the failures
 * of others.
 */
public interface Refusal {

    /** The code of the rule that refused it, for records and counters; it tells more than the answer may. */
    String code();

    /** The scopes that would have been enough, by the request alone; empty where no scope is, or none is known. */
    default ScopeSet enough() {
        return ScopeSet.empty();
    }

    /** The refusal that something thrown is, or is caused by. */
    static Optional<Refusal> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
