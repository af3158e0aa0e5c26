package dev.smartfhir.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole of {@code docs/decision-table.yaml}.
 *
 * @param grants      the columns, in order
 * @param constraints the constraint of constrained scopes by type; {@code default} for all other types
 * @param verdicts    the closed list of verdicts with their symbol and meaning
 * @param groups      the groups of rows, in order
 * @param cannotOccur interactions of HAPI's that no request leads to, with the reason
 * @param rows        the doors
 */
public record Table(
        Map<String, Grant> grants,
        Map<String, String> constraints,
        Map<String, Meaning> verdicts,
        Map<String, Words> groups,
        @JsonProperty("cannot-occur") Map<String, Words> cannotOccur,
        List<Row> rows) {

    /** A verdict's symbol, and what it means. */
    public record Meaning(String symbol, String en, String zh) {
    }

    /** The root of the project. */
    public static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    /** Reads the table. */
    public static Table read() {
        return Yaml.read(ROOT.resolve("docs/decision-table.yaml"), Table.class);
    }

    /** The constraint of constrained scopes on a type. */
    public String constraint(String type) {
        return constraints.getOrDefault(type, constraints.get("default"));
    }

    /** The scope of a grant for a row. */
    public String scope(Row row, Grant grant) {
        List<String> types = row.types().isEmpty() ? List.of("Observation") : row.types();
        return String.join(" ", types.stream()
                .map(type -> grant.scope().replace("{type}", type).replace("{letters}", row.letters())
                        .replace("{constraint}", constraint(type)))
                .distinct()
                .toList());
    }
}
