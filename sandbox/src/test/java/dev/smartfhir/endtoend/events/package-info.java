/** What operators see of SMART in Keycloak: its events and its metrics. */
package dev.smartfhir.endtoend.events;
