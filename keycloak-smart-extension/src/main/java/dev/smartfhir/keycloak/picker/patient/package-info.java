/** The patient picker: in a standalone launch, a user who is no patient chooses the one that the app is to see. */
package dev.smartfhir.keycloak.picker.patient;
