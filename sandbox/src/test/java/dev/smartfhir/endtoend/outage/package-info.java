/** Keycloak changes its keys, goes away and comes back while the FHIR server runs. */
package dev.smartfhir.endtoend.outage;
