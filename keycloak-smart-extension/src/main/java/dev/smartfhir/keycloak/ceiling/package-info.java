/** What clients may have at most: client scopes with SMART names, and the placeholders that attributes fill in them. */
package dev.smartfhir.keycloak.ceiling;
