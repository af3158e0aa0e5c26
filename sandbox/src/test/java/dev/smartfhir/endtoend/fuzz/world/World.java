package dev.smartfhir.endtoend.fuzz.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything that is stored, oldest version first. */
public final class World {

    /** An id of the same length as the others, that no resource has. */
    public static final String UNKNOWN_ID = "fzxxx77";

    private final Map<Key, List<Version>> versions = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> attributes = new TreeMap<>();

    /** The data set of the fuzz test. */
    public static World ofDataRows() {
        World world = new World();
        DataRows.ROWS.lines().forEach(world::store);
        return world;
    }

    /** Stores a version: {@code Type id element=value …}, or {@code Type id delete}. */
    public Version store(String row) {
        String[] cells = row.split(" +");
        Key key = new Key(cells[0], cells[1]);
        int number = versions(key).size() + 1;
        if (cells.length == 3 && cells[2].equals("delete")) {
            return add(new Version(key, number, null));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        Stream.of(cells).skip(2).forEach(cell -> attributes.put(
                cell.substring(0, cell.indexOf('=')), cell.substring(cell.indexOf('=') + 1)));
        attributes.forEach((name, value) -> this.attributes.computeIfAbsent(key.type(), type -> new TreeMap<>())
                .computeIfAbsent(name, any -> new TreeSet<>()).add(value));
        ObjectNode body = Bodies.of(key, Version.marker(key.id(), number), attributes);
        current(key).ifPresent(before -> keepMeta(before.body(), body));
        return add(new Version(key, number, body));
    }

    /** For each element of a type the values that the data set has, as rows write them. */
    public Map<String, Set<String>> attributes(String type) {
        return attributes.get(type);
    }

    public List<Version> all() {
        return versions.values().stream().flatMap(List::stream).toList();
    }

    public List<Version> versions(Key key) {
        return versions.getOrDefault(key, List.of());
    }

    public Optional<Version> version(Key key, int number) {
        return versions(key).stream().filter(version -> version.number() == number).findFirst();
    }

    /** The last version, unless it is a deletion. */
    public Optional<Version> current(Key key) {
        List<Version> all = versions(key);
        return all.isEmpty() || all.get(all.size() - 1).isDeletion()
                ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Everything that is not deleted. */
    public List<Version> currents() {
        return versions.keySet().stream().map(this::current).flatMap(Optional::stream).toList();
    }

    public List<Key> keys() {
        return List.copyOf(versions.keySet());
    }

    /** HAPI keeps the tags, labels and profiles of the version before. */
    public static void keepMeta(JsonNode before, ObjectNode after) {
        for (String list : List.of("tag", "security")) {
            for (JsonNode coding : before.path("meta").path(list)) {
                ArrayNode kept = after.withObject("/meta").withArray(list);
                if (Stream.iterate(0, i -> i < kept.size(), i -> i + 1).noneMatch(i -> kept.get(i).equals(coding))) {
                    kept.add(coding);
                }
            }
        }
    }

    private Version add(Version version) {
        versions.computeIfAbsent(version.key(), key -> new ArrayList<>()).add(version);
        return version;
    }
}
