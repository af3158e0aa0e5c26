package dev.smartfhir.hapi.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;

/**
 * Tells JWTs from opaque tokens by their shape: parts with dots between them, of which the first is a JSON object in
 * base64url. An unsigned or damaged JWT is one, too; an encrypted one is opaque, because it does not say whose it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7516#section-9">RFC 7516 section 9, telling JWS from JWE</a>
 */
final class CompactJwt {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CompactJwt() {
    }

    static boolean isOne(String token) {
        int end = token.indexOf('.');
        if (end < 0) {
            return false;
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, end)));
            return header.isObject() && !header.has("enc");
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }
}
