/** Scopes in plain words, in the user's language: what a consent page and the account console say. */
package dev.smartfhir.keycloak.wording;
