/**
 * What the command does at a running Keycloak, through its admin API.
 */
package dev.smartfhir.admin.keycloak;
