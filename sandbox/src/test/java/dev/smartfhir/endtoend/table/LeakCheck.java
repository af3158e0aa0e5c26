package dev.smartfhir.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.table.Coverage;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Item;
import java.util.List;

/**
 * Looks through the whole of an answer, status, headers and body, for an id or the text of anything that the grant does
 * not show. What the client has said itself, and what is written in what it is shown, is known to it already.
 */
record LeakCheck(DataSet data, Coverage coverage) {

    /**
     * Checks an answer.
     *
     * @param shown whether the verdict shows anything at all; where it does not, nothing may be told
     */
    void check(HttpAnswer answer, CaseRequest request, boolean shown) {
        String known = request.text() + (shown ? bodies() : "");
        String told = answer.headers().map() + "\n" + answer.body();
        for (Item item : data.items()) {
            if (shown && coverage.shows(item)) {
                continue;
            }
            for (String marker : item.markers()) {
                assertThat(told.contains(marker) && !known.contains(marker))
                        .as("The text of %s is told: %s", item.key(), told).isFalse();
            }
            assertThat(names(told, item.id()) && !names(known, item.id()))
                    .as("The id of %s is told: %s", item.key(), told).isFalse();
        }
        if (!shown && coverage.grant().isRestricted()) {
            assertThat(answer.headers().map().keySet().stream().map(String::toLowerCase).toList())
                    .as("headers that tell of a resource")
                    .doesNotContainAnyElementsOf(List.of("etag", "last-modified", "location", "content-location"));
        }
    }

    private String bodies() {
        StringBuilder all = new StringBuilder();
        data.items().stream().filter(coverage::shows).forEach(item -> all.append(item.body(item.id())));
        return all.toString();
    }

    /** Whether the text has the id as a whole; without a regular expression, for the capabilities are megabytes. */
    private static boolean names(String text, String id) {
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            int end = at + id.length();
            if ((at == 0 || !isOfAnId(text.charAt(at - 1))) && (end == text.length() || !isOfAnId(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAnId(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
}
