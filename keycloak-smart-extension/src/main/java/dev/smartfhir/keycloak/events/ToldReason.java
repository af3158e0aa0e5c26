package dev.smartfhir.keycloak.events;

import java.util.regex.Pattern;

/**
 * A reason for a refusal as an event may tell it. The app is told which of its own words was at fault; the event is
 * not, because such a word, or the constraint of a scope, may name a patient.
 */
public final class ToldReason {

    private static final Pattern QUOTED = Pattern.compile("(?<= )'(?:[^ ]*'(?![^ ,;:.])|[^']*')");
    private static final Pattern CONSTRAINT = Pattern.compile("(?<=\\w)\\?\\S+");

    private ToldReason() {
    }

    public static String of(String reason) {
        return reason == null ? null
                : CONSTRAINT.matcher(QUOTED.matcher(reason).replaceAll("'...'")).replaceAll("?...");
    }
}
