/** SMART apps that register themselves (RFC 7591, RFC 7592), and what they cannot register themselves for. */
package dev.smartfhir.endtoend.registration;
