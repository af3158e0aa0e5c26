package dev.smartfhir.sandbox.pages.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a query or form, each at most once. */
public record Parameters(Map<String, String> values) {

    public Parameters {
        values = Map.copyOf(values);
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @param text what follows the question mark, or the form; {@code null} is empty
     * @throws Refused with status 400 if a parameter occurs twice or is wrongly encoded
     */
    public static Parameters read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()
                    && values.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1])) != null) {
                throw new Refused(400, "The parameter " + decode(parts[0]) + " occurs twice.");
            }
        }
        return new Parameters(values);
    }

    /** The value, or {@code null} where it is missing or blank. */
    public String get(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** @throws Refused with status 400 if the value is missing or blank */
    public String require(String name) {
        String value = get(name);
        if (value == null) {
            throw new Refused(400, "The parameter " + name + " is missing.");
        }
        return value;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "A parameter is wrongly encoded.");
        }
    }
}
