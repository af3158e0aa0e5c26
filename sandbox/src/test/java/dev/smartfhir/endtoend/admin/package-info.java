/** What an administrator does in Keycloak: clients, ceilings, keys. */
package dev.smartfhir.endtoend.admin;
