/** What introspection tells of a token with SMART scopes. */
package dev.smartfhir.keycloak.introspection;
