/** The questions about a realm, one class each. */
package dev.smartfhir.keycloak.admin.doctor.realm;
