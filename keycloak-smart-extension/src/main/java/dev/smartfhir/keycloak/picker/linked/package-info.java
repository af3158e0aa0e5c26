/** The patients whom a related person or other person acts for, as the FHIR server links them. */
package dev.smartfhir.keycloak.picker.linked;
