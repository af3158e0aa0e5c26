/** Starts a real Keycloak and a real HAPI FHIR server with both drop-ins and demo data, and ends them again. */
package dev.smartfhir.sandbox;
