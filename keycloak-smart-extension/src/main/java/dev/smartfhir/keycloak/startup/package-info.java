/** The check at start-up, and before every grant, that this module's seams in Keycloak are live. */
package dev.smartfhir.keycloak.startup;
