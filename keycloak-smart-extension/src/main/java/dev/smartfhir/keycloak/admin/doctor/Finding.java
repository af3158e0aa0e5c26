package dev.smartfhir.keycloak.admin.doctor;

/**
 * One thing that was examined. It never holds a secret, a user's name or a patient's identifier.
 *
 * @param severity how bad it is
 * @param subject  what it is about, such as {@code realm smart} or {@code client my-app}
 * @param code     which examination it is, in kebab-case, for machines
 * @param text     what was found, in one sentence
 * @param mend     what to do about it, in one sentence; empty where there is nothing to do
 */
public record Finding(Severity severity, String subject, String code, String text, String mend) {
}
