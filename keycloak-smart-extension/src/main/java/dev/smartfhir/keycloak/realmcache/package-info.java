/**
 * The seam behind which SMART scopes come to life: Keycloak's realm cache, an internal of Keycloak that is used in
 * this package only.
 */
package dev.smartfhir.keycloak.realmcache;
