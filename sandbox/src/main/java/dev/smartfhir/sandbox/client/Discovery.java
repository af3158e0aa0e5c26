package dev.smartfhir.sandbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * What a client learns from {@code .well-known/smart-configuration} below the FHIR base.
 *
 * @param tokenEndpoint where tokens are asked for
 * @param document the whole document
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">Conformance</a>
 */
public record Discovery(URI tokenEndpoint, JsonNode document) {

    /** Reads the answer to a discovery request. */
    public static Discovery of(HttpAnswer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("Discovery answered HTTP " + answer.status());
        }
        JsonNode document = answer.json();
        return new Discovery(URI.create(document.path("token_endpoint").asText()), document);
    }
}
