package dev.smartfhir.endtoend.fuzz.draw;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.world.Key;
import java.util.List;
import java.util.Map;

/**
 * A request that writes, on resources made for it alone.
 *
 * @param stored what has to be stored before, oldest version first
 * @param form how it is asked for
 * @param changes what it is to do; one, but for a batch or transaction
 */
public record Write(Map<Key, List<JsonNode>> stored, Form form, Call call, List<Change> changes) {

    /** The ways to ask for a write. */
    public enum Form {
        /** On an id, or a create. */
        PLAIN,
        /** By a patch that looks at what is stored. */
        LOOKING,
        /** By search parameters. */
        CONDITIONAL,
        /** Several, each for itself. */
        BATCH,
        /** Several, all or none. */
        TRANSACTION
    }
}
