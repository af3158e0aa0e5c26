/** What this module adds to the administration interface of a realm, under {@code /admin/realms/{realm}/smart}. */
package dev.smartfhir.keycloak.admin;
