package dev.smartfhir.endtoend.fuzz.world;

/** Type and id of a resource. */
public record Key(String type, String id) implements Comparable<Key> {

    /** From {@code Type/id}, or null for anything else. */
    public static Key of(String reference) {
        String[] parts = reference.split("/");
        return parts.length == 2 ? new Key(parts[0], parts[1]) : null;
    }

    @Override
    public int compareTo(Key other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
