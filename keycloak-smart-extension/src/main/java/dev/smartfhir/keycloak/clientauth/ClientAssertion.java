package dev.smartfhir.keycloak.clientauth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A client assertion as it was sent, read and not yet believed.
 *
 * @param header the JOSE header, a JSON object
 * @param claims the claims, a JSON object
 * @param signingInput the bytes that the signature covers
 * @param signature the signature
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515.html#section-7.1">RFC 7515, section 7.1</a>
 */
public record ClientAssertion(JsonNode header, JsonNode claims, byte[] signingInput, byte[] signature) {

    private static final int LONGEST = 16_384;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Reads the compact serialization.
     *
     * @throws InvalidClient if it is no signed JWT, or longer than 16,384 characters
     */
    public static ClientAssertion read(String compact) throws InvalidClient {
        if (compact.length() > LONGEST) {
            throw new InvalidClient("The client assertion is too long");
        }
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw noSignedJwt();
        }
        try {
            return new ClientAssertion(object(parts[0]), object(parts[1]),
                    (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                    Base64.getUrlDecoder().decode(parts[2]));
        } catch (IllegalArgumentException | IOException e) {
            throw noSignedJwt();
        }
    }

    /** A string member of the header, or {@code null}. */
    public String header(String name) {
        return text(header, name);
    }

    /** A string claim, or {@code null}. */
    public String claim(String name) {
        return text(claims, name);
    }

    private static String text(JsonNode object, String name) {
        JsonNode member = object.get(name);
        return member != null && member.isTextual() ? member.textValue() : null;
    }

    private static JsonNode object(String part) throws IOException {
        JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
        if (node == null || !node.isObject()) {
            throw new JsonNoObject();
        }
        return node;
    }

    private static InvalidClient noSignedJwt() {
        return new InvalidClient("The client assertion is no signed JWT");
    }

    private static final class JsonNoObject extends JsonProcessingException {
        JsonNoObject() {
            super("not a JSON object");
        }
    }
}
