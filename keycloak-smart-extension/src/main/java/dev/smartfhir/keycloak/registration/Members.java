package dev.smartfhir.keycloak.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/**
 * The body of a registration: a JSON object with the members of RFC 7591; members that are not known are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-2">RFC 7591, section 2</a>
 */
record Members(JsonNode json) {

    /** Characters of a text member: what Keycloak's columns hold. */
    static final int LONGEST_TEXT = 255;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws InvalidMetadata if the text is no JSON object, or too long */
    static Members read(String body) {
        if (body == null || body.length() > LONGEST_BODY) {
            throw InvalidMetadata.of("The body must be a JSON object of at most " + LONGEST_BODY + " characters");
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return new Members(json);
            }
        } catch (JsonProcessingException e) {
            // Said below: the parser's message would quote the body.
        }
        throw InvalidMetadata.of("The body must be a JSON object without repeated members");
    }

    /** The same members as stock Keycloak reads them. */
    OIDCClientRepresentation asStock() {
        try {
            return JSON.treeToValue(json, OIDCClientRepresentation.class);
        } catch (JsonProcessingException e) {
            throw InvalidMetadata.of("A member of the body has a value of the wrong kind");
        }
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** A text of any length. */
    Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!json.get(name).isTextual()) {
            throw InvalidMetadata.of("The member " + name + " must be a text");
        }
        String text = json.get(name).textValue();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw InvalidMetadata.of("The member " + name + " holds control characters");
        }
        return Optional.of(text).filter(value -> !value.isBlank());
    }

    /** A text that fits Keycloak's columns. */
    Optional<String> shortText(String name) {
        Optional<String> text = text(name);
        if (text.filter(value -> value.length() > LONGEST_TEXT).isPresent()) {
            throw InvalidMetadata.of("The member " + name + " is longer than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /** A list of texts; empty where the member is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            if (!json.get(name).isArray()) {
                throw InvalidMetadata.of("The member " + name + " must be a list of texts");
            }
            for (JsonNode item : json.get(name)) {
                if (!item.isTextual()) {
                    throw InvalidMetadata.of("The member " + name + " must be a list of texts");
                }
                texts.add(item.textValue());
            }
        }
        return texts.stream().distinct().toList();
    }
}
