package dev.smartfhir.sandbox.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Lays one realm document over another: objects are merged, lists of named things ({@code clientId}, {@code name},
 * {@code username}) are joined with the overlay's element replacing the one of the same name, all else is replaced.
 */
public final class RealmMerge {

    private RealmMerge() {
    }

    /** Returns a new document; neither argument is changed. */
    public static ObjectNode merge(ObjectNode base, ObjectNode overlay) {
        ObjectNode merged = base.deepCopy();
        overlay.properties().forEach(field -> {
            JsonNode below = merged.get(field.getKey());
            JsonNode above = field.getValue();
            if (below instanceof ObjectNode object && above instanceof ObjectNode other) {
                merged.set(field.getKey(), merge(object, other));
            } else if (below instanceof ArrayNode list && above instanceof ArrayNode other) {
                merged.set(field.getKey(), join(list, other));
            } else {
                merged.set(field.getKey(), above.deepCopy());
            }
        });
        return merged;
    }

    private static ArrayNode join(ArrayNode base, ArrayNode overlay) {
        ArrayNode joined = base.deepCopy();
        for (JsonNode element : overlay) {
            int same = indexOf(joined, element);
            if (same < 0) {
                joined.add(element.deepCopy());
            } else {
                joined.set(same, element.deepCopy());
            }
        }
        return joined;
    }

    private static int indexOf(ArrayNode list, JsonNode element) {
        for (int i = 0; i < list.size(); i++) {
            if (identity(list.get(i)).equals(identity(element))) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode identity(JsonNode element) {
        for (String key : new String[] {"clientId", "username", "name"}) {
            if (element.has(key)) {
                return element.get(key);
            }
        }
        return element;
    }
}
