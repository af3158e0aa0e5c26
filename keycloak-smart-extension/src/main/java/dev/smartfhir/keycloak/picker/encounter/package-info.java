/** The encounter picker: in a standalone launch that asks for one, the user chooses an encounter of the patient. */
package dev.smartfhir.keycloak.picker.encounter;
