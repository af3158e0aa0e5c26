package dev.smartfhir.endtoend.trial;

import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One request, and its answer without what differs between two servers that do the same: port, moment, random ids.
 *
 * @param method  the HTTP method
 * @param path    below the FHIR base
 * @param body    what is sent, or null
 * @param headers more headers
 */
record Exchange(String method, String path, String body, Map<String, String> headers) {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+([+-]\\d\\d:\\d\\d|Z)");
    private static final Pattern RANDOM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** The id of the request, how long it took, and which of two search parameters on one element HAPI names. */
    private static final Pattern CHANCE = Pattern.compile(
            "(?<=source\": \"#|source value=\"#)\\w+|(?<=Took )\\d+(?=ms)|\\.where\\(resolve\\(\\) is Patient\\)");
    private static final List<String> HEADERS = List.of("Content-Type", "ETag", "Location", "Content-Location",
            "WWW-Authenticate", "Retry-After", "Allow", "Content-Encoding");

    static Exchange of(String method, String path) {
        return new Exchange(method, path, null, Map.of());
    }

    static Exchange of(String method, String path, String body) {
        return new Exchange(method, path, body, Map.of());
    }

    Exchange with(String header, String value) {
        return new Exchange(method, path, body, Map.of(header, value));
    }

    HttpAnswer on(FhirClient server, String token) {
        return server.send(method, path, token, body, headers);
    }

    /** The answer to compare. */
    static String comparable(HttpAnswer answer, FhirClient server) {
        StringBuilder text = new StringBuilder("HTTP " + answer.status() + "\n");
        HEADERS.forEach(name -> text.append(name).append(": ").append(answer.headers().allValues(name)).append('\n'));
        text.append(answer.body());
        String neutral = text.toString().replace(server.base().toString(), "[base]");
        String timeless = MOMENT.matcher(neutral).replaceAll("[moment]");
        return CHANCE.matcher(RANDOM.matcher(timeless).replaceAll("[random]")).replaceAll("");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
