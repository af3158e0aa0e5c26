package dev.smartfhir.hapi.search;

import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The search parameters that begin with {@code _}: HAPI ignores those that it does not know, which would answer another
 * question than was asked (D-26).
 */
final class UnderscoreParameters {

    /** Those of FHIR R4 and of HAPI that shape a request or its answer, on any type. */
    private static final Set<String> KNOWN = Set.of("_id", "_lastUpdated", "_tag", "_profile", "_security", "_source",
            "_text", "_content", "_list", "_has", "_type", "_query", "_filter", "_sort", "_count", "_offset",
            "_include", "_revinclude", "_summary", "_total", "_elements", "_contained", "_containedType", "_language",
            "_format", "_pretty", "_narrative", "_since", "_at", "_pid", "_includeDeleted", "_mdm", "_getpages",
            "_getpagesoffset", "_bundletype", "_pageId", "_smart", "_cascade", "_expunge", "_delete_expunge",
            "_maxresults", "_fhirpath");

    private final BiPredicate<String, String> active;

    /**
     * For one server.
     *
     * @param active whether a type has an active search parameter of this name
     */
    UnderscoreParameters(BiPredicate<String, String> active) {
        this.active = active;
    }

    /** Whether a parameter of a search on a type, with its modifier if it has one, begins so and is not known. */
    boolean areUnknown(String type, String parameter) {
        if (!parameter.startsWith("_")) {
            return false;
        }
        String name = parameter.split("[:.]", 2)[0];
        return !KNOWN.contains(name) && !active.test(type, name);
    }
}
