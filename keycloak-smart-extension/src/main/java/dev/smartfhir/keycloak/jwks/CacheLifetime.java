package dev.smartfhir.keycloak.jwks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many seconds a fetched JWKS may be kept, by the {@code Cache-Control} and {@code Age} of the answer: never longer
 * than they say, never longer than an hour, and one minute where they say nothing (AUT-30, AUT-31).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2.1">RFC 9111, section 4.2.1</a>
 */
final class CacheLifetime {

    static final long UNSAID = 60;
    static final long LONGEST = 3600;

    private CacheLifetime() {
    }

    /**
     * @param cacheControl the values of all such headers
     * @param age the value of the {@code Age} header, or {@code null}
     */
    static long seconds(List<String> cacheControl, String age) {
        List<String> directives = cacheControl.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (directives.stream().map(CacheLifetime::name).anyMatch(List.of("no-store", "no-cache")::contains)) {
            return 0;
        }
        long said = directives.stream().filter(directive -> name(directive).equals("max-age"))
                .mapToLong(CacheLifetime::argument).min().orElse(UNSAID);
        return Math.max(0, Math.min(said, LONGEST) - (age == null ? 0 : digits(age.strip(), LONGEST)));
    }

    private static String name(String directive) {
        int equals = directive.indexOf('=');
        return (equals < 0 ? directive : directive.substring(0, equals)).strip();
    }

    private static long argument(String directive) {
        int equals = directive.indexOf('=');
        return equals < 0 ? 0 : digits(directive.substring(equals + 1).replace("\"", "").strip(), 0);
    }

    private static long digits(String text, long otherwise) {
        if (!text.matches("[0-9]+")) {
            return otherwise;
        }
        return text.length() > 9 ? LONGEST : Long.parseLong(text);
    }
}
