package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.draw.Change;

/**
 * What became of one change.
 *
 * @param reply what was answered to it
 * @param before what was stored, or null
 * @param after what is stored now, or null
 */
record Outcome(Change change, Reply reply, JsonNode before, JsonNode after) {

    boolean isChanged() {
        return before == null ? after != null
                : after == null || !before.path("meta").path("versionId").equals(after.path("meta").path("versionId"));
    }
}
