package dev.smartfhir.endtoend.fuzz.world;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One version of a resource.
 *
 * @param body what is stored, or null for a deletion
 */
public record Version(Key key, int number, JsonNode body) {

    /** The text that this version holds and nothing else does. */
    public static String marker(String id, int number) {
        return "MK" + id + "V" + number + "K";
    }

    public String marker() {
        return marker(key.id(), number);
    }

    public boolean isDeletion() {
        return body == null;
    }
}
