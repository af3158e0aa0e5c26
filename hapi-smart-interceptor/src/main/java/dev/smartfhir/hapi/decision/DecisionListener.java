package dev.smartfhir.hapi.decision;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;

/**
 * Is told of every decision, once, when the request or the entry of a bundle is done with.
 *
 * <p>It must not throw, and must not change the request.
 */
@FunctionalInterface
public interface DecisionListener {

    /** Takes note of a decision. */
    void decided(Decision decision);

    /**
     * Takes note of a decision on a request, or on an entry of its bundle.
     *
     * @param request the whole request, which is done with
     */
    default void decided(Decision decision, ServletRequestDetails request) {
        decided(decision);
    }
}
