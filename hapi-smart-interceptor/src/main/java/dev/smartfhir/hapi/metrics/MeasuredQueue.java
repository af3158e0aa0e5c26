package dev.smartfhir.hapi.metrics;

/**
 * A bounded queue of the JAR whose state is shown in the metrics {@code <name>.queue.size},
 * {@code <name>.queue.capacity} and {@code <name>.lost}. It needs no Micrometer.
 */
public interface MeasuredQueue {

    /** The start of the names of its metrics, such as {@code smart.audit}. */
    String name();

    /** How many wait at the moment. */
    long size();

    /** How many may wait. */
    long capacity();

    /** How many were lost since the start. */
    long lost();
}
