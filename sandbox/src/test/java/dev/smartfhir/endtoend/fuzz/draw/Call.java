package dev.smartfhir.endtoend.fuzz.draw;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP request, without its token.
 *
 * @param path what follows the base, encoded
 * @param body null for none
 */
public record Call(String method, String path, Map<String, String> headers, String body) {

    public static Call get(String path) {
        return new Call("GET", path, Map.of(), null);
    }

    public Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, path, more, body);
    }

    /** The same request with another text in place of one, wherever it stands. */
    public Call replacing(String text, String by) {
        return new Call(method, path.replace(text, by), headers, body == null ? null : body.replace(text, by));
    }

    /** Everything that the sender says, so that an answer that repeats it tells nothing. */
    public String told() {
        return path + " " + headers + " " + body;
    }

    @Override
    public String toString() {
        return method + " " + path + (headers.isEmpty() ? "" : " " + headers) + (body == null ? "" : "\n    " + body);
    }
}
