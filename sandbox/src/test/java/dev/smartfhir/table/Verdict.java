package dev.smartfhir.table;

import java.util.List;

/**
 * A cell of the table, such as {@code own}, {@code 404}, {@code 403 interaction} or {@code entries 200 403}.
 *
 * @param word   from the table's closed list of verdicts
 * @param detail the rule of a 403, or the status of each entry; empty otherwise
 */
public record Verdict(String word, String detail) {

    /** Reads a cell. */
    public static Verdict of(String cell) {
        String[] parts = cell.strip().split(" ", 2);
        return new Verdict(parts[0], parts.length == 2 ? parts[1].strip() : "");
    }

    /** Whether the request is not done, so that nothing is shown and nothing is changed. */
    public boolean isRefusal() {
        return word.matches("[3-5]\\d\\d");
    }

    /** The HTTP statuses that the verdict stands for. */
    public List<Integer> statuses() {
        return switch (word) {
            case "created", "stamped", "restored" -> List.of(201);
            case "blind" -> List.of(200, 201);
            default -> List.of(isRefusal() ? Integer.parseInt(word) : 200);
        };
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? word : word + " " + detail;
    }
}
