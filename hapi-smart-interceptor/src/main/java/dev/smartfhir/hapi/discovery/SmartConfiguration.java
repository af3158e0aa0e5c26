package dev.smartfhir.hapi.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A {@code smart-configuration} document that has been checked.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#response">SMART conformance, response</a>
 */
public final class SmartConfiguration {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document;
    private final byte[] bytes;

    SmartConfiguration(ObjectNode document) {
        this.document = document.deepCopy();
        try {
            this.bytes = JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * The document in UTF-8, a copy.
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * A member that is a text, such as {@code token_endpoint}.
     *
     * @param name the name of the member
     * @return its value; empty where it is absent
     */
    public Optional<String> text(String name) {
        JsonNode value = document.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
