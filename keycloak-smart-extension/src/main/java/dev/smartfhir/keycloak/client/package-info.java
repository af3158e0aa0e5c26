/** Which clients are SMART clients, and what administrators assigned to them. */
package dev.smartfhir.keycloak.client;
