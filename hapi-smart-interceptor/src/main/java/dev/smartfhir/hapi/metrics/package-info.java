/**
 * Counts decisions and authentications where the host counts things with Micrometer.
 */
package dev.smartfhir.hapi.metrics;
