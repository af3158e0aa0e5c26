package dev.smartfhir.endtoend.table;

import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Row.Entries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request of a row, written out for one case: {@code {key}} in it becomes the id of a copy of that resource that
 * is made for this case alone, {@code {new}} an id that nobody uses.
 *
 * @param copies the id of each copy by the key of what it is a copy of
 */
record CaseRequest(String method, String url, Map<String, String> headers, String body, Map<String, String> copies) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9-]*)\\}");

    /**
     * Writes a request out.
     *
     * @param mark what makes ids unique
     * @param more what further placeholders stand for, such as {@code next}
     */
    static CaseRequest of(Row row, DataSet data, String mark, Map<String, String> more) {
        Map<String, String> copies = new LinkedHashMap<>();
        Filler filler = new Filler(data, mark, more, copies);
        String url = filler.fill(row.url());
        Map<String, String> headers = new LinkedHashMap<>();
        row.headers().forEach((name, value) -> headers.put(name, filler.fill(value)));
        String body = null;
        if (row.bundle() != null) {
            body = filler.fill(bundle(row.bundle(), filler));
        } else if (row.body() != null) {
            body = filler.fill(withId(named(row.body(), data), row.method().equals("PUT") ? idIn(url) : ""));
        }
        return new CaseRequest(row.method(), url, headers, body, Map.copyOf(copies));
    }

    /** All that the client itself has said. */
    String text() {
        return method + " " + url + " " + headers + " " + body;
    }

    private static String named(String body, DataSet data) {
        return body.matches("[a-z][a-z0-9-]*") ? data.body(body) : body;
    }

    private static String bundle(Entries bundle, Filler filler) {
        List<String> entries = new ArrayList<>();
        for (String entry : bundle.entries()) {
            String[] sides = entry.split(" < ", 2);
            String[] request = sides[0].strip().split(" ", 2);
            String url = filler.fill(request[1]);
            String resource = sides.length == 1 ? "" : ",\"resource\":" + withId(
                    named(sides[1].strip(), filler.data()), request[0].equals("PUT") ? idIn("/" + url) : "");
            entries.add("{\"request\":{\"method\":\"" + request[0] + "\",\"url\":\"" + url + "\"}" + resource + "}");
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + bundle.type() + "\",\"entry\":["
                + String.join(",", entries) + "]}";
    }

    private static String withId(String body, String id) {
        return id.isEmpty() || !body.startsWith("{\"resourceType\"") || body.contains("\"id\":")
                ? body : "{\"id\":\"" + id + "\"," + body.substring(1);
    }

    private static String idIn(String url) {
        String[] steps = url.split("[?]", 2)[0].split("/");
        return steps.length > 2 ? steps[2] : "";
    }

    private record Filler(DataSet data, String mark, Map<String, String> more, Map<String, String> copies) {

        String fill(String text) {
            return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meaning(found.group(1))));
        }

        private String meaning(String name) {
            if (name.equals("new")) {
                return "new-" + mark;
            }
            return more.containsKey(name)
                    ? more.get(name)
                    : copies.computeIfAbsent(data.item(name).key(), key -> key + "-" + mark);
        }
    }
}
