package dev.smartfhir.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file, or several merged.
 *
 * @param name the file's name, or names joined by a plus sign
 * @param tree what it says, variables as written
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">Compose Specification</a>
 */
public record ComposeFile(String name, ObjectNode tree) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lists that an override replaces; every other list it lengthens. */
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");

    /** Reads YAML without tags and without a key given twice. */
    public static ComposeFile parse(String name, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new ComposeFile(name, JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(yaml)));
    }

    /** This file with another one over it, by the rules of the specification for merging. */
    public ComposeFile overriddenBy(ComposeFile other) {
        ObjectNode merged = tree.deepCopy();
        merge(merged, other.tree);
        return new ComposeFile(name + "+" + other.name, merged);
    }

    /** The services by name. */
    public Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        tree.path("services").properties().forEach(one -> services.put(one.getKey(), one.getValue()));
        return services;
    }

    /** The names of the networks that a service is in. */
    public static Set<String> networks(JsonNode service) {
        return Set.copyOf(names(service.path("networks")));
    }

    private static List<String> names(JsonNode listOrMap) {
        return listOrMap.isArray()
                ? StreamSupport.stream(listOrMap.spliterator(), false).map(JsonNode::asText).toList()
                : listOrMap.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        for (Map.Entry<String, JsonNode> member : over.properties()) {
            JsonNode old = base.get(member.getKey());
            JsonNode added = member.getValue();
            if (old instanceof ObjectNode object && added instanceof ObjectNode other) {
                merge(object, other);
            } else if (member.getKey().equals("networks") && old != null && added != null) {
                base.set(member.getKey(), union(old, added));
            } else if (old instanceof ArrayNode list && added instanceof ArrayNode other
                    && !REPLACED.contains(member.getKey())) {
                list.addAll(other);
            } else {
                base.set(member.getKey(), added.deepCopy());
            }
        }
    }

    /** A service's networks may be a list in one file and a map in the other. */
    private static ObjectNode union(JsonNode old, JsonNode added) {
        ObjectNode all = JSON.createObjectNode();
        for (JsonNode one : new JsonNode[] {old, added}) {
            names(one).forEach(name -> all.set(name, one.isArray() ? JSON.nullNode() : one.get(name)));
        }
        return all;
    }
}
