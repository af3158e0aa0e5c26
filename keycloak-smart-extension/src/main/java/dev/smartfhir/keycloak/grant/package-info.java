/** What a token request is granted: SMART scopes within the client's ceilings, and only by the grants that may. */
package dev.smartfhir.keycloak.grant;
