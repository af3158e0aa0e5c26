/** Examines a realm and its SMART clients: every setting that breaks SMART or weakens it, each with the mend. */
package dev.smartfhir.keycloak.admin.doctor;
