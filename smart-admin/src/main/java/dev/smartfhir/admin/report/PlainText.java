package dev.smartfhir.admin.report;

import java.util.regex.Pattern;

/**
 * Text from a server as a terminal may show it: without control and formatting characters, by which a server could move
 * the cursor, or write lines that look like the command's own.
 */
public final class PlainText {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private PlainText() {
    }

    /** The text with a question mark for each such character; {@code null} reads as empty. */
    public static String of(String text) {
        return text == null ? "" : UNSEEN.matcher(text).replaceAll("?");
    }
}
