/** Which FHIR server a token is for. */
package dev.smartfhir.keycloak.audience;
