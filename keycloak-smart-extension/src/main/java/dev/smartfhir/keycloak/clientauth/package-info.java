/** How a SMART client proves itself with a private key. */
package dev.smartfhir.keycloak.clientauth;
