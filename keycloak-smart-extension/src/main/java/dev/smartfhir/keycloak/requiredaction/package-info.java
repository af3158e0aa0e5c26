/** How this module's pages of a login get into a realm's list of required actions. */
package dev.smartfhir.keycloak.requiredaction;
