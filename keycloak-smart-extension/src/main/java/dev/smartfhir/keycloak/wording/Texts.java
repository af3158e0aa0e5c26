package dev.smartfhir.keycloak.wording;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of one language by their keys, and this module's English where one is missing or blank. A text holds
 * {@code {0}} to {@code {9}} for what is filled in; an apostrophe may stand single or, as Keycloak's own texts have it,
 * double. What is filled in is never read as a text itself.
 */
final class Texts {

    private static final String ENGLISH_FILE = "theme-resources/messages/messages_en.properties";

    private static final Properties ENGLISH = english();

    private static final Pattern SPECIAL = Pattern.compile("\\{([0-9])}|''");

    private final Properties texts;

    Texts(Properties texts) {
        this.texts = texts;
    }

    /** The text of a key that every language has in English at least. */
    String say(String key, Object... filledIn) {
        return find(key, filledIn).orElseThrow(() -> new IllegalStateException("no text has the key " + key));
    }

    Optional<String> find(String key, Object... filledIn) {
        String text = texts.getProperty(key, "");
        String chosen = text.isBlank() ? ENGLISH.getProperty(key, "") : text;
        return chosen.isBlank() ? Optional.empty() : Optional.of(fill(chosen, filledIn));
    }

    /** Several texts as one, two by two under the key; one that is joined from the left. */
    String joined(String key, List<String> parts) {
        return parts.stream().reduce((left, right) -> say(key, left, right)).orElse("");
    }

    /** The first ones of a long list, and behind them how many more there are; never just one more. */
    List<String> counted(String key, int most, List<String> parts) {
        if (parts.size() <= most + 1) {
            return parts;
        }
        return Stream.concat(parts.stream().limit(most), Stream.of(say(key, parts.size() - most))).toList();
    }

    private static String fill(String text, Object... filledIn) {
        return SPECIAL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) == null ? "'" : filled(Integer.parseInt(found.group(1)), filledIn)));
    }

    private static String filled(int index, Object... filledIn) {
        return index < filledIn.length ? filledIn[index].toString() : "";
    }

    /** Other modules may bring a file of the same name, so that all of them are read and only our keys kept. */
    private static Properties english() {
        Properties all = new Properties();
        try {
            for (URL file : Collections.list(Texts.class.getClassLoader().getResources(ENGLISH_FILE))) {
                try (InputStreamReader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
                    all.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.keySet().removeIf(key -> !key.toString().startsWith("smart"));
        return all;
    }
}
