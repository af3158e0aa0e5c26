package dev.smartfhir.keycloak.admin.ready;

/**
 * One setting that has to change.
 *
 * @param subject what it is a setting of, such as {@code realm smart} or {@code client my-app}
 * @param setting its name
 * @param from    what it is, empty for nothing
 * @param to      what it becomes
 * @param why     one sentence
 */
public record Change(String subject, String setting, String from, String to, String why) {
}
