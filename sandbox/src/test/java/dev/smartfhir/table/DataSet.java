package dev.smartfhir.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole of {@code docs/decision-table-data.yaml}: what is stored, and bodies that requests bring. */
public final class DataSet {

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, JsonNode> bodies = new LinkedHashMap<>();

    private DataSet(JsonNode file) {
        file.path("resources").properties().forEach(entry -> {
            ObjectNode resource = ((ObjectNode) entry.getValue()).deepCopy();
            JsonNode about = resource.remove("about");
            Item item = new Item(entry.getKey(), about.path("patient").asText(null),
                    about.path("meets").asBoolean(), about.path("deleted").asBoolean(), resource);
            if (!item.isMarked()) {
                throw new IllegalStateException(item.key() + " does not hold the text " + item.marker());
            }
            items.put(item.key(), item);
        });
        file.path("bodies").properties().forEach(entry -> bodies.put(entry.getKey(), entry.getValue()));
    }

    /** Reads the data set. */
    public static DataSet read() {
        return new DataSet(Yaml.read(Table.ROOT.resolve("docs/decision-table-data.yaml")));
    }

    /** Everything that is stored, version by version, in an order in which it can be stored. */
    public List<Item> items() {
        return new ArrayList<>(items.values());
    }

    /** One resource or version. */
    public Item item(String key) {
        Item item = items.get(key);
        if (item == null) {
            throw new IllegalArgumentException("The data set has no " + key);
        }
        return item;
    }

    /** Whether there is such a resource. */
    public boolean has(String key) {
        return items.containsKey(key);
    }

    /** A body by name: one that only requests bring, or that of a resource without its id. */
    public String body(String name) {
        JsonNode body = bodies.get(name);
        return body == null ? item(name).body().toString() : body.isTextual() ? body.asText() : body.toString();
    }

    /** The version of a resource that is current. */
    public Item current(Item item) {
        return items().stream().filter(other -> other.id().equals(item.id())).reduce((before, after) -> after)
                .orElseThrow();
    }
}
