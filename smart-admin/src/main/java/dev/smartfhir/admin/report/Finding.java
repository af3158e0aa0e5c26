package dev.smartfhir.admin.report;

/**
 * One thing that was examined.
 *
 * @param severity how bad it is
 * @param subject  what it is about, such as {@code realm smart}, {@code client my-app} or a URL
 * @param code     which examination it is, in kebab-case, for machines
 * @param text     what was found, in one sentence
 * @param mend     what to do about it, in one sentence; empty where there is nothing to do
 */
public record Finding(Severity severity, String subject, String code, String text, String mend) {
}
