/** Dynamic client registration of SMART apps (RFC 7591, RFC 7592): what an app may register itself for. */
package dev.smartfhir.keycloak.registration;
