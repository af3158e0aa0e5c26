package dev.smartfhir.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.OnTableServer;
import dev.smartfhir.endtoend.servers.TableServer;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Table;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the server says that it can do falls under a row of the table. */
@OnTableServer
class AdvertisedDoorsIT {

    private static final Map<String, String> INTERACTIONS = Map.ofEntries(
            Map.entry("read", "READ"), Map.entry("vread", "VREAD"), Map.entry("update", "UPDATE"),
            Map.entry("patch", "PATCH"), Map.entry("delete", "DELETE"), Map.entry("create", "CREATE"),
            Map.entry("history-instance", "HISTORY_INSTANCE"), Map.entry("history-type", "HISTORY_TYPE"),
            Map.entry("search-type", "SEARCH_TYPE"), Map.entry("history-system", "HISTORY_SYSTEM"),
            Map.entry("search-system", "SEARCH_SYSTEM"), Map.entry("transaction", "TRANSACTION"),
            Map.entry("batch", "BATCH"));

    private final Table table = Table.read();
    private final JsonNode rest;

    AdvertisedDoorsIT(TableServer server) {
        rest = server.fhir().get("/metadata", null).json().path("rest").path(0);
    }

    @Test
    void everyOperationOfTheServerHasARow() {
        Set<String> operations = new TreeSet<>();
        collect(rest, "operation", "name", operations);
        Set<String> rows = table.rows().stream().map(Row::operation).filter(Objects::nonNull)
                .collect(Collectors.toSet());

        assertThat(operations).hasSizeGreaterThan(20);
        assertThat(rows).containsAll(operations);
    }

    @Test
    void everyInteractionOfTheServerHasARow() {
        Set<String> interactions = new TreeSet<>();
        collect(rest, "interaction", "code", interactions);
        Set<String> rows = table.rows().stream().map(Row::interaction).collect(Collectors.toSet());

        assertThat(interactions).hasSizeGreaterThan(8).allSatisfy(interaction ->
                assertThat(rows).contains(INTERACTIONS.getOrDefault(interaction, interaction)));
    }

    private static void collect(JsonNode statement, String list, String name, Set<String> found) {
        statement.path(list).forEach(element -> found.add(element.path(name).asText()));
        statement.path("resource").forEach(resource -> collect(resource, list, name, found));
    }
}
