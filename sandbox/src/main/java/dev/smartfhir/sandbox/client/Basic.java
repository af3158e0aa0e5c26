package dev.smartfhir.sandbox.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A client's id and secret as HTTP Basic authentication.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1">RFC 6749, section 2.3.1</a>
 */
public record Basic(String clientId, String secret) {

    /** The value of the Authorization header. */
    public String header() {
        String credentials = encode(clientId) + ":" + encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Basic[" + clientId + "]";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
