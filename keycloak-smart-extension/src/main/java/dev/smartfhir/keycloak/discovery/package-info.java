/** The SMART configuration document of a realm. */
package dev.smartfhir.keycloak.discovery;
