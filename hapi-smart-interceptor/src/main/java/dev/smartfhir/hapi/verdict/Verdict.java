package dev.smartfhir.hapi.verdict;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.scopes.Context;
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
     * @param rule    the rule that refused it
     * @param needs   what would have been enough; empty where no scope is
     * @param context in which context scopes would have met the needs
     */
    record Forbidden(Rule rule, List<Need> needs, Context context) implements Verdict {

        /** Refused where nothing but scopes of the client's own would have been enough. */
        public Forbidden(Rule rule, List<Need> needs) {
            this(rule, needs, Context.SYSTEM);
        }

        /** The scopes that would have been enough, separated by spaces; the empty string for none. */
        public String scopes() {
            return Need.scopesFor(needs, context);
        }
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
