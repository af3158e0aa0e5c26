package dev.smartfhir.hapi.decision;

/**
 * Is told of every decision, once, when the request or the entry of a bundle is done with.
 *
 * <p>It must not throw, and must not change the request.
 */
@FunctionalInterface
public interface DecisionListener {

    /** Takes note of a decision. */
    void decided(Decision decision);
}
