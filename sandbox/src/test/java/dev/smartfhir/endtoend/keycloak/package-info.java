/** The authorization server alone: scopes, client authentication, grant types, tokens and discovery. */
package dev.smartfhir.endtoend.keycloak;
