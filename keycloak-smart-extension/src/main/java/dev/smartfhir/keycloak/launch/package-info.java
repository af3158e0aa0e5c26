/** EHR launch: the EHR registers a launch and hands its handle to the app, which uses it once. */
package dev.smartfhir.keycloak.launch;
