package dev.smartfhir.scopes;

import java.util.List;

/**
 * The answer to the enforcer's question: may this interaction on this type pass, and under which constraints.
 */
public sealed interface Access {

    /** No scope covers the interaction on the type. */
    record None() implements Access {
    }

    /** Every resource of the type. */
    record Unrestricted() implements Access {
    }

    /**
     * Those resources that meet every constraint of at least one alternative.
     *
     * @param alternatives OR of ANDs; never empty, and no alternative is
     */
    record Constrained(List<List<Constraint>> alternatives) implements Access {

        public Constrained {
            alternatives = alternatives.stream().map(List::copyOf).toList();
        }
    }

    default boolean isUnrestricted() {
        return this instanceof Unrestricted;
    }

    default boolean isDenied() {
        return this instanceof None;
    }
}
