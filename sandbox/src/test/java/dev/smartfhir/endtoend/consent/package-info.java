/** Consent on the running servers: the page, what it binds, what is remembered, and the consoles. */
package dev.smartfhir.endtoend.consent;
