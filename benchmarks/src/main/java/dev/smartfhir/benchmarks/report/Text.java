package dev.smartfhir.benchmarks.report;

import java.util.Locale;

/** A text in both languages of the documentation. */
public record Text(String english, String chinese) {

    /** What is the same in both languages, such as a number. */
    public static Text same(String text) {
        return new Text(text, text);
    }

    /** A number with this many decimals. */
    public static Text number(int decimals, double value) {
        return same(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    /** Whether a measured value meets its aim. */
    public static Text verdict(boolean met) {
        return met ? new Text("met", "達成") : new Text("**missed**", "**未達成**");
    }

    /** Nothing to say. */
    public static Text none() {
        return same("–");
    }

    String in(Language language) {
        return language == Language.ENGLISH ? english : chinese;
    }
}
