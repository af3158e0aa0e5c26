/** Counts what Keycloak's events tell of SMART, for whoever reads Keycloak's metrics. */
package dev.smartfhir.keycloak.metrics;
