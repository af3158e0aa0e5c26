/** SMART App Launch 2.2 for a stock Keycloak. */
package dev.smartfhir.keycloak;
