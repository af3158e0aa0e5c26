/** Who the user is in FHIR: the resource that represents him, and the patients he acts for. */
package dev.smartfhir.keycloak.identity;
