/**
 * The seam at the authorization endpoint: Keycloak's OpenID Connect protocol and its endpoints, internals of Keycloak
 * that are replaced in this package only.
 */
package dev.smartfhir.keycloak.authorization.endpoint;
