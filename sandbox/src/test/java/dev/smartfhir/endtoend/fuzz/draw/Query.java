package dev.smartfhir.endtoend.fuzz.draw;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a search.
 *
 * @param filters what is searched for, each {@code name=value}, encoded
 * @param shapes how the result is to look
 * @param through the types other than the searched one whose values the result tells of; {@code *} for any
 * @param isSurelyEnough whether search on those types surely is all that it takes
 */
public record Query(
        List<String> filters, List<String> shapes, List<Include> includes, Set<String> through,
        boolean isSurelyEnough) {

    /** Whether only a number is asked for. */
    public boolean counts() {
        return shapes.contains("_summary=count") || shapes.contains("_count=0");
    }

    /** Whether a total is asked for, in one way or another. */
    public boolean wantsTotal() {
        return counts() || shapes.contains("_total=accurate") || shapes.contains("_total=estimate");
    }

    /** The parameters that decide what is found. */
    public String filterText() {
        return String.join("&", filters);
    }

    @Override
    public String toString() {
        return Stream.of(filters.stream(), shapes.stream(), includes.stream().map(Include::toString))
                .flatMap(all -> all)
                .collect(Collectors.joining("&"));
    }
}
