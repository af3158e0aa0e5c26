package dev.smartfhir.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.smartfhir.endtoend.servers.TableServer;
import dev.smartfhir.endtoend.table.Changes.Version;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Item;
import java.util.List;
import java.util.Map;

/** Stores the data set of the table, with a token for everything. */
final class TableData {

    static final String EVERYTHING = "system/*.cruds";

    private final TableServer server;

    TableData(TableServer server) {
        this.server = server;
    }

    /** Stores all of it, unless it is there already. */
    void store(DataSet data) {
        Item last = data.items().get(data.items().size() - 1);
        if (send("GET", "/" + last.type() + "/" + last.id(), null).status() == 200) {
            return;
        }
        for (Item item : data.items()) {
            copy(item, item.id());
        }
    }

    /**
     * Stores one resource of the data set under an id, and deletes it if it is a deleted one.
     *
     * @return the versions that this makes
     */
    List<Version> copy(Item item, String id) {
        String resource = item.type() + "/" + id;
        HttpAnswer answer = send("PUT", "/" + resource, item.body(id).toString());
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        Version stored = new Version(resource, "1", false, answer.json());
        if (!item.deleted()) {
            return List.of(stored);
        }
        assertThat(send("DELETE", "/" + resource, null).status()).isEqualTo(200);
        return List.of(stored, new Version(resource, "", true, MissingNode.getInstance()));
    }

    HttpAnswer send(String method, String path, String body) {
        return server.fhir().send(method, path, server.token(EVERYTHING, Map.of()), body);
    }
}
