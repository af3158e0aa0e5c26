/** The tokens of a user's grant: how a code and a refresh token are exchanged for them, and what they say. */
package dev.smartfhir.keycloak.tokens;
