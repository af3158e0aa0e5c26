/**
 * Serves the authorization server's {@code smart-configuration} at the FHIR base.
 */
package dev.smartfhir.hapi.discovery;
