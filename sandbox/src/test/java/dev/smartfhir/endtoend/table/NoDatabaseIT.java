package dev.smartfhir.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.OnTableServer;
import dev.smartfhir.endtoend.servers.TableServer;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Table;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused for its type is refused without one SQL statement (D-23), as the server's own log tells. */
@OnTableServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoDatabaseIT {

    /** A statement that a thread of the HTTP server has sent; those of background jobs have other names. */
    private static final Pattern STATEMENT = Pattern.compile("-exec-\\d+\\] (org\\.hibernate\\.SQL|o\\.s\\.jdbc)");

    /** Rules that look at a body, or at what it refers to, once the type is open; of a patch no body is known yet. */
    private static final Set<String> OF_BODIES = Set.of("compartment", "constraint", "label");

    private final TableServer server;
    private final Table table = Table.read();
    private final DataSet data = DataSet.read();

    NoDatabaseIT(TableServer server) {
        this.server = server;
        new TableData(server).store(data);
    }

    Stream<Arguments> refusals() {
        return table.rows().stream().flatMap(row -> table.grants().keySet().stream()
                .filter(grant -> row.verdict(grant).word().equals("403"))
                .filter(grant -> !OF_BODIES.contains(row.verdict(grant).detail()))
                .filter(grant -> !row.method().equals("PATCH") || !row.verdict(grant).detail().equals("match-url"))
                .map(grant -> Arguments.of(row.id(), grant, row)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("refusals")
    void aRefusalForATypeAsksTheDatabaseNothing(String id, String grant, Row row) {
        TableCase refused = new TableCase(server, table, data, row, grant);
        CaseRequest request = refused.prepare();
        long before = server.printed();
        HttpAnswer answer = refused.send(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(statements(before)).isZero();
    }

    @Test
    void anAllowedReadIsSeenToAskTheDatabase() {
        Row read = table.rows().stream().filter(row -> row.id().equals("read-own")).findFirst().orElseThrow();
        TableCase allowed = new TableCase(server, table, data, read, "system");
        long before = server.printed();
        assertThat(allowed.send(allowed.prepare()).status()).isEqualTo(200);
        assertThat(statements(before)).isPositive();
    }

    @Test
    void theTableHasEnoughOfThem() {
        assertThat(refusals()).hasSizeGreaterThan(400);
    }

    private long statements(long position) {
        return STATEMENT.matcher(server.printedSince(position)).results().count();
    }
}
