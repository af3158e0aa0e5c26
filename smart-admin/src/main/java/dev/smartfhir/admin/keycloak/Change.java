package dev.smartfhir.admin.keycloak;

import dev.smartfhir.admin.report.PlainText;

/**
 * One setting that has to change, or was changed, as the server says it.
 *
 * @param subject what it is a setting of
 * @param setting its name
 * @param from    what it is, empty for nothing
 * @param to      what it becomes
 * @param why     one sentence
 */
record Change(String subject, String setting, String from, String to, String why) {

    /** Two lines for people. */
    String text() {
        return String.format("%s: %s: %s%s%n        %s%n", PlainText.of(subject), PlainText.of(setting),
                from.isEmpty() ? "" : PlainText.of(from) + " -> ", PlainText.of(to), PlainText.of(why));
    }
}
