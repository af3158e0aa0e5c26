package dev.smartfhir.hapi.transaction;

import dev.smartfhir.hapi.operation.OperationCall;
import dev.smartfhir.hapi.search.SearchQuery;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code request.url} of a Bundle entry: a path relative to the FHIR base, and parameters.
 *
 * <p>Accepted are segments of letters, digits and {@code . - _ : $}, with or without one slash in front, such as
 * {@code Patient/1}, {@code /Patient?identifier=s|v} or {@code Patient/1/_history/2}. Absolute URLs are not, also not
 * those of this server: HAPI would not follow them.
 *
 * @param path  the segments, none of them empty
 * @param query the parameters, decoded once
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">FHIR R4, transaction processing rules</a>
 */
record EntryUrl(List<String> path, SearchQuery query) {

    private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:$-]+");

    /** Reads the URL; empty where it is no such path. */
    static Optional<EntryUrl> parse(String url) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        SearchQuery query = SearchQuery.parse(question < 0 ? null : url.substring(question + 1));
        String relative = path.startsWith("/") ? path.substring(1) : path;
        List<String> segments = relative.isEmpty() ? List.of() : List.of(relative.split("/", -1));
        return segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())
                ? Optional.of(new EntryUrl(segments, query))
                : Optional.empty();
    }

    boolean hasParameters() {
        return !query.parameters().isEmpty();
    }

    /** Whether a segment names an operation. */
    boolean isOperation() {
        return path.stream().anyMatch(segment -> segment.startsWith("$"));
    }

    /** The operation at the end of the path; empty where there is none, or not where one belongs. */
    Optional<OperationCall> operation() {
        int last = path.size() - 1;
        boolean atItsEnd = last >= 0 && last <= 2 && path.get(last).startsWith("$")
                && path.subList(0, last).stream().noneMatch(segment -> segment.startsWith("$"));
        return atItsEnd
                ? Optional.of(new OperationCall(
                        last > 0 ? Optional.of(path.get(0)) : Optional.empty(),
                        last > 1 ? Optional.of(path.get(1)) : Optional.empty(),
                        path.get(last), query.parameters().keySet()))
                : Optional.empty();
    }

    String segment(int index) {
        return path.get(index);
    }

    int depth() {
        return path.size();
    }
}
