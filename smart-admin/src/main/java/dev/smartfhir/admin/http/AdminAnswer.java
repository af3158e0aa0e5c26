package dev.smartfhir.admin.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What a server answered.
 *
 * @param uri     what was asked
 * @param status  the HTTP status
 * @param headers the answer's header fields
 * @param bytes   the body, at most {@link AdminHttp#MOST_BYTES}
 */
public record AdminAnswer(URI uri, int status, HttpHeaders headers, byte[] bytes) {

    /** The body as UTF-8 text. */
    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The first value of a header field, or {@code null}. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }
}
