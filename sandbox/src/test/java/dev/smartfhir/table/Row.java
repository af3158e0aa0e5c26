package dev.smartfhir.table;

import java.util.List;
import java.util.Map;

/**
 * A door: one request, and for each grant what becomes of it. The keys are explained at the top of the table.
 */
public record Row(
        String id,
        String group,
        String interaction,
        String operation,
        List<String> types,
        String letters,
        First first,
        String request,
        Map<String, String> headers,
        String body,
        Entries bundle,
        List<String> hits,
        Answer answer,
        Integer page,
        String ref,
        String en,
        String zh,
        Map<String, String> cells) {

    /** By what the answer tells of the hits. */
    public enum Answer {
        /** By their bodies, ids or markers. */
        resources,
        /** By their number. */
        count,
        /** By its status only. */
        status
    }

    /** A request that is sent before, whose {@code next} link or {@code ETag} the row's request can use. */
    public record First(String as, String request) {
    }

    /** A Bundle of entries {@code METHOD url} or {@code METHOD url < body}. */
    public record Entries(String type, List<String> entries) {
    }

    /** Fills in what is left out. */
    public Row {
        types = types == null ? List.of() : List.copyOf(types);
        letters = letters == null ? "cruds" : letters;
        headers = headers == null ? Map.of() : headers;
        hits = hits == null ? List.of() : List.copyOf(hits);
        answer = answer == null ? Answer.resources : answer;
    }

    /** The HTTP method. */
    public String method() {
        return request.substring(0, request.indexOf(' '));
    }

    /** What follows the FHIR base. */
    public String url() {
        return request.substring(request.indexOf(' ') + 1);
    }

    /** Whether the request may change something where it is done. */
    public boolean mayWrite() {
        return !List.of("GET", "HEAD", "OPTIONS").contains(method()) && !url().contains("_search");
    }

    /** The type that is searched, as the URL says; empty where it says none. */
    public String searchedType() {
        String path = url().split("[?]", 2)[0];
        String[] steps = path.split("/");
        return steps.length < 2 ? "" : steps[1];
    }

    /** The verdict for one grant. */
    public Verdict verdict(String grant) {
        return Verdict.of(cells.get(grant));
    }
}
