package dev.smartfhir.endtoend.table;

import dev.smartfhir.endtoend.servers.TableServer;
import dev.smartfhir.endtoend.table.Changes.Version;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.table.Coverage;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Grant;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Table;
import dev.smartfhir.table.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One cell of the table, done on the server: what it needs is made, the request sent, the answer judged. */
final class TableCase {

    private final TableServer server;
    private final TableData stored;
    private final Table table;
    private final DataSet data;
    private final Row row;
    private final Grant grant;
    private final Verdict verdict;

    TableCase(TableServer server, Table table, DataSet data, Row row, String grant) {
        this.server = server;
        this.stored = new TableData(server);
        this.table = table;
        this.data = data;
        this.row = row;
        this.grant = table.grants().get(grant);
        this.verdict = row.verdict(grant);
    }

    void run() {
        Instant start = Changes.now();
        CaseRequest request = prepare();
        List<Version> made = new ArrayList<>();
        request.copies().forEach((key, id) -> made.addAll(stored.copy(data.item(key), id)));
        HttpAnswer answer = send(request);
        List<Version> changes = List.of();
        if (row.mayWrite() || !made.isEmpty()) {
            Changes since = Changes.since(start, stored);
            changes = since.beyond(made);
            tidyUp(since);
        }
        judge(answer, request);
        new EffectCheck(table, row, grant, verdict).check(changes);
    }

    /** Writes the request out, and sends the one that comes before. */
    CaseRequest prepare() {
        return CaseRequest.of(row, data, UUID.randomUUID().toString().substring(0, 8), before());
    }

    /** Sends the request of the row; what it needs must have been made. */
    HttpAnswer send(CaseRequest request) {
        Map<String, String> claims = new LinkedHashMap<>();
        if (grant.claims() != null) {
            grant.claims().forEach((name, value) -> claims.put(name, own(value, request)));
        }
        return server.fhir().send(request.method(), request.url(), server.token(table.scope(row, grant), claims),
                request.body(), request.headers());
    }

    /** Where a copy of the patient is made, the token speaks of the copy. */
    private static String own(String claim, CaseRequest request) {
        String copy = request.copies().get("pat-a");
        return copy == null ? claim : claim.replace("pat-a", copy);
    }

    private Map<String, String> before() {
        if (row.first() == null) {
            return Map.of();
        }
        Grant first = table.grants().get(row.first().as());
        Grant as = first == null ? grant : first;
        String[] request = row.first().request().split(" ", 2);
        HttpAnswer answer = server.fhir().send(request[0], request[1],
                server.token(table.scope(row, as), as.claims() == null ? Map.of() : as.claims()), null);
        String next = answer.status() == 200 ? Shown.next(answer.json()) : null;
        FhirClient fhir = server.fhir();
        return Map.of("next", next == null ? "?_getpages=none" : next.substring(fhir.base().toString().length()));
    }

    private void judge(HttpAnswer answer, CaseRequest request) {
        Coverage coverage = new Coverage(row, grant, data);
        new VerdictCheck(row, verdict, data, coverage).check(answer);
        new LeakCheck(data, coverage).check(answer, request, !verdict.isRefusal());
    }

    private void tidyUp(Changes since) {
        since.resources().forEach((resource, isThere) -> {
            if (isThere) {
                stored.send("DELETE", "/" + resource, null);
            }
        });
    }
}
