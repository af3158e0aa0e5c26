/** What makes an existing realm SMART-ready: the same as {@code realm-export.json} has for a new one. */
package dev.smartfhir.keycloak.admin.ready;
