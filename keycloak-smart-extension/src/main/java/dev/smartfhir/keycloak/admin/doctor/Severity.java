package dev.smartfhir.keycloak.admin.doctor;

/** How bad a finding is. */
public enum Severity {
    /** SMART does not work, or is not safe. */
    ERROR,
    /** It works, and is weaker or more fragile than it should be. */
    WARNING,
    /** As it should be. */
    OK
}
