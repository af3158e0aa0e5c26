/** The Keycloak distribution, its realm and its process. */
package dev.smartfhir.sandbox.keycloak;
