/** The required actions by which a user is asked what an app is to see, and their place among Keycloak's. */
package dev.smartfhir.keycloak.picker;
