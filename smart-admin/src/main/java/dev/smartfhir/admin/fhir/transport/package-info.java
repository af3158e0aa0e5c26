/**
 * Whether the way to the servers is safe: TLS, clocks, caches, browsers of foreign origins.
 */
package dev.smartfhir.admin.fhir.transport;
