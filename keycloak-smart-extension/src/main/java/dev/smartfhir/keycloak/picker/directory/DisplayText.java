package dev.smartfhir.keycloak.picker.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Texts for a page out of resources that are not trusted: short, printable, empty where there is nothing usable. */
public final class DisplayText {

    private static final int LONGEST = 120;

    private DisplayText() {
    }

    /** The text of a string element. */
    public static String of(JsonNode node) {
        return node.isTextual() ? printable(node.textValue()) : "";
    }

    /** The first elements of an array, and none of anything else. */
    public static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false).limit(LONGEST) : Stream.empty();
    }

    /** The first text that is not empty. */
    public static String first(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    /** Without control characters and those that turn the direction of writing, shortened visibly. */
    public static String printable(String text) {
        String printable = text.codePoints().limit(10L * LONGEST)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        return printable.codePointCount(0, printable.length()) <= LONGEST ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
