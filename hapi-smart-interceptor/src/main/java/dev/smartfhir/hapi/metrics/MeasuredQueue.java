package dev.smartfhir.hapi.metrics;

/**
 * The bounded queue of audit records, whose state is shown in metrics. It needs no Micrometer.
 */
public interface MeasuredQueue {

    /** How many wait at the moment. */
    long size();

    /** How many may wait. */
    long capacity();

    /** How many were lost since the start. */
    long lost();
}
