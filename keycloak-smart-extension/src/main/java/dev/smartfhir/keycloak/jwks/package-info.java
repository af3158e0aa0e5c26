/** The public keys of a client: where they are registered, how they are fetched and cached, and which one fits. */
package dev.smartfhir.keycloak.jwks;
