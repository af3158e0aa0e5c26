/**
 * Reads documents of an authorization server, within limits of time and size.
 */
package dev.smartfhir.hapi.fetch;
