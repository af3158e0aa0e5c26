package dev.smartfhir.hapi.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Reads the access token out of the one {@code Authorization} header, and out of nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 section 2.1</a>
 */
final class BearerToken {

    /** More than any token needs, far less than a header may have. */
    static final int MOST_CHARACTERS = 16 * 1024;

    private static final String SCHEME = "Bearer";

    private BearerToken() {
    }

    /**
     * The token of a request: a {@code b64token}, of which a compact JWS is one.
     *
     * @throws Unauthorized where there is none, or more than one, or not in the right characters
     */
    static String of(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        List<String> values = headers == null ? List.of() : Collections.list(headers);
        if (values.isEmpty()) {
            throw Unauthorized.noToken();
        }
        if (values.size() > 1) {
            throw Unauthorized.invalidToken("The request has more than one Authorization header.");
        }
        String value = values.get(0).strip();
        if (!isBearer(value)) {
            throw Unauthorized.noToken();
        }
        String token = value.substring(SCHEME.length()).strip();
        if (token.length() > MOST_CHARACTERS) {
            throw Unauthorized.invalidToken("The access token is too long.");
        }
        if (!isToken(token)) {
            throw Unauthorized.invalidToken("The access token is malformed.");
        }
        return token;
    }

    private static boolean isBearer(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (value.length() == SCHEME.length() || value.charAt(SCHEME.length()) == ' ');
    }

    /** Characters of the grammar, then any number of {@code =}; no pattern, because the text can be long. */
    private static boolean isToken(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        return end > 0 && token.chars().limit(end).allMatch(BearerToken::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0;
    }
}
