/** What an authorization request of a SMART client must hold, and from which one source it is read. */
package dev.smartfhir.keycloak.authorization.request;
