/** What this server asks FHIR servers in a user's name: searches, pages and reads, with a token for one minute. */
package dev.smartfhir.keycloak.picker.directory;
