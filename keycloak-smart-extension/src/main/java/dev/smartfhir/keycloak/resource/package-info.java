/** The endpoints that this module adds to a realm, under {@code /realms/{realm}/smart}. */
package dev.smartfhir.keycloak.resource;
