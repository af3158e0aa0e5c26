package dev.smartfhir.keycloak.jwks;

/** A key set from the network and the seconds for which it may be kept. */
record FetchedKeys(KeySet keys, long lifetime) {
}
