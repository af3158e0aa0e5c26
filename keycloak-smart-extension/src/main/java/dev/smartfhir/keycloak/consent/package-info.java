/** Consent: what a user lets an app have, asked on a page, remembered by Keycloak, and binding for every token. */
package dev.smartfhir.keycloak.consent;
