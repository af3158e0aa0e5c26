/** The authorization request of a SMART app: what it must hold, and what this user grants by it. */
package dev.smartfhir.keycloak.authorization;
