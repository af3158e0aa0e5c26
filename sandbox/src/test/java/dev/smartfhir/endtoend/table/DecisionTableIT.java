package dev.smartfhir.endtoend.table;

import dev.smartfhir.endtoend.servers.OnTableServer;
import dev.smartfhir.endtoend.servers.TableServer;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of {@code docs/decision-table.yaml} holds on a real server; {@code table.rows} can select some rows. */
@OnTableServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionTableIT {

    private final TableServer server;
    private final Table table = Table.read();
    private final DataSet data = DataSet.read();

    DecisionTableIT(TableServer server) {
        this.server = server;
        new TableData(server).store(data);
    }

    Stream<Arguments> cells() {
        String only = System.getProperty("table.rows", ".*");
        return table.rows().stream()
                .filter(row -> row.id().matches(only))
                .flatMap(row -> table.grants().keySet().stream()
                        .map(grant -> Arguments.of(row.id(), grant, row.cells().get(grant), row)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void theServerAnswersAsTheTableSays(String id, String grant, String verdict, Row row) {
        new TableCase(server, table, data, row, grant).run();
    }
}
