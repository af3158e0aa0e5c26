/** The sandbox's own programs, run as a newcomer runs them. */
package dev.smartfhir.endtoend.sandbox;
