package dev.smartfhir.hapi.authentication.introspection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * {@code client_secret_basic}: id and secret, each encoded as in a form, by HTTP Basic.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 section 2.3.1</a>
 */
final class SecretAuthentication implements ClientAuthentication {

    private final Map<String, String> headers;

    SecretAuthentication(String clientId, String secret) {
        String credentials = encode(clientId) + ":" + encode(secret);
        this.headers = Map.of("Authorization", "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
