/** The same token requests to two Keycloaks, one of them with the extension. */
package dev.smartfhir.benchmarks.grant;
