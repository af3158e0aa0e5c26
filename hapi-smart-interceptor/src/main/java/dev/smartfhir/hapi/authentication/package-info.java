/**
 * Answers who is asking: reads the bearer token, verifies it, and leaves the verified token with the request.
 */
package dev.smartfhir.hapi.authentication;
