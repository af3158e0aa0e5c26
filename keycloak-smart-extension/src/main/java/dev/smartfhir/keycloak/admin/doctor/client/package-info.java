/** The questions about a SMART client, one class each. */
package dev.smartfhir.keycloak.admin.doctor.client;
