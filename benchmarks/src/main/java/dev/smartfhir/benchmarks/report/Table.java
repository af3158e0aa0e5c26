package dev.smartfhir.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown; the first column holds names, the others values. */
public final class Table {

    private final List<Text> head;
    private final List<List<Text>> rows = new ArrayList<>();

    /** A table with these columns. */
    public Table(Text... head) {
        this.head = List.of(head);
    }

    /** Adds a row, one cell for each column. */
    public Table row(Text... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    String in(Language language) {
        String rule = "|---" + "|---:".repeat(head.size() - 1) + "|\n";
        return line(head, language) + rule
                + rows.stream().map(row -> line(row, language)).collect(Collectors.joining());
    }

    private static String line(List<Text> cells, Language language) {
        return cells.stream().map(cell -> cell.in(language)).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
