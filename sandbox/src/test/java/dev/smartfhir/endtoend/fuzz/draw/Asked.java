package dev.smartfhir.endtoend.fuzz.draw;

import dev.smartfhir.endtoend.fuzz.world.Key;
import java.util.List;

/** What a request that changes nothing asks for. */
public sealed interface Asked {

    Call call();

    /** The current version of a resource. */
    record Read(Call call, Key key) implements Asked {
    }

    /** One version of a resource. */
    record ReadVersion(Call call, Key key, int version) implements Asked {
    }

    /** All versions of a resource. */
    record InstanceHistory(Call call, Key key) implements Asked {
    }

    /** All versions of a type, or of everything ({@code *}). */
    record TypeHistory(Call call, String type) implements Asked {
    }

    /**
     * What meets a query.
     *
     * @param reference the same search without its shape, which says what the query finds
     */
    record Search(Call call, String type, Query query, Call reference) implements Asked {
    }

    /** Several of these at once. */
    record Batch(Call call, List<Asked> parts) implements Asked {
    }

    /** What no token may have on this server. */
    record Refused(Call call) implements Asked {
    }
}
