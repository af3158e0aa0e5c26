package dev.smartfhir.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A resource of the data set, or one version of it, whose body holds a text that nothing else holds.
 *
 * @param key     its id, and for one of several versions {@code @} and the number of the version
 * @param patient {@code a} or {@code b} where it is about a patient
 * @param meets   whether it meets the constraint of constrained scopes on its type
 * @param deleted whether it is deleted once it is stored
 * @param body    the resource without its id
 */
public record Item(String key, String patient, boolean meets, boolean deleted, ObjectNode body) {

    /** The id of the resource. */
    public String id() {
        return key.replaceFirst("@.*", "");
    }

    /** The resource type. */
    public String type() {
        return body.path("resourceType").asText();
    }

    /** The texts of which each tells that it is this one. */
    public List<String> markers() {
        String marker = marker();
        return List.of(marker, Base64.getEncoder().encodeToString(marker.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text that no other resource holds. */
    public String marker() {
        return "Secret-" + key.replace('@', '.') + "!";
    }

    /** The body under an id. */
    public ObjectNode body(String id) {
        ObjectNode copy = body.deepCopy();
        copy.put("id", id);
        return copy;
    }

    /** Whether the body holds the marker, plainly or in Base64. */
    boolean isMarked() {
        JsonNode text = body;
        return markers().stream().anyMatch(text.toString()::contains);
    }
}
