package dev.smartfhir.hapi.verdict;

import dev.smartfhir.hapi.grant.Need;
import java.util.List;

/**
 * What became of a request that was judged.
 */
public sealed interface Verdict {

    /** It may be done. */
    record Allowed() implements Verdict {
    }

    /**
     * It may not be done with this token.
     *
     * @param rule  the rule that refused it
     * @param needs what would have been enough; empty where no scope is
     */
    record Forbidden(Rule rule, List<Need> needs) implements Verdict {
    }

    /**
     * It cannot be done with any token.
     *
     * @param reason a sentence without any value of the request
     */
    record Invalid(String reason) implements Verdict {
    }

    /** Whether it may be done. */
    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
