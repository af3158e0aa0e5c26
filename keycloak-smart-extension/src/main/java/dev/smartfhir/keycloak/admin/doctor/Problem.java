package dev.smartfhir.keycloak.admin.doctor;

import java.util.stream.Stream;

/**
 * Something that an examination found wrong.
 *
 * @param text what, in one sentence
 * @param mend what to do about it, in one sentence
 */
public record Problem(Severity severity, String text, String mend) {

    /** SMART does not work, or is not safe. */
    public static Problem error(String text, String mend) {
        return new Problem(Severity.ERROR, text, mend);
    }

    /** It works, and is weaker or more fragile than it should be. */
    public static Problem warning(String text, String mend) {
        return new Problem(Severity.WARNING, text, mend);
    }

    /** The problem, if it is one. */
    public static Stream<Problem> onlyIf(boolean found, Problem problem) {
        return found ? Stream.of(problem) : Stream.empty();
    }
}
