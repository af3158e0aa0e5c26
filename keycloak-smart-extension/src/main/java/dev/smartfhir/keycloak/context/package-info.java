/** The launch context: what an app is told about the patient and the situation it was launched in. */
package dev.smartfhir.keycloak.context;
