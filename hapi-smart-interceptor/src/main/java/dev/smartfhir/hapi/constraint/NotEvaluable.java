package dev.smartfhir.hapi.constraint;

/**
 * A constraint cannot be told from a resource alone; the message says why, without the value.
 */
final class NotEvaluable extends Exception {

    private static final long serialVersionUID = 1L;

    NotEvaluable(String reason) {
        super(reason, null, false, false);
    }
}
