/** What Keycloak's own events tell of SMART: asked for, granted, narrowed, and never whose data. */
package dev.smartfhir.keycloak.events;
