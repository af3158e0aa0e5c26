package dev.smartfhir.endtoend.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Item;
import java.util.List;
import java.util.regex.Pattern;

/** What of the data set an answer shows, in whatever format it is. */
final class Shown {

    private Shown() {
    }

    /** The keys of what is shown: by its text, or by the id of a resource that comes in one version only. */
    static List<String> in(HttpAnswer answer, DataSet data) {
        return data.items().stream().filter(item -> isIn(answer.body(), item)).map(Item::key).toList();
    }

    /** The {@code next} link of a Bundle, or null. */
    static String next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return null;
    }

    private static boolean isIn(String body, Item item) {
        if (item.markers().stream().anyMatch(body::contains)) {
            return true;
        }
        String id = Pattern.quote(item.id());
        return body.contains(item.id()) && !item.key().contains("@")
                && Pattern.compile("\"id\"\\s*:\\s*\"" + id + "\"|<id value=\"" + id + "\"").matcher(body).find();
    }
}
