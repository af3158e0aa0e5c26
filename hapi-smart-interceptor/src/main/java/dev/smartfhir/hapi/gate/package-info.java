/**
 * The servlet filter in front of everything: no FHIR before enforcement is live, no side door that was not opened.
 */
package dev.smartfhir.hapi.gate;
