package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Map;

/** What is stored on the server, put there and looked at with a token that may do everything. */
public final class Store {

    private final Gateway gateway;

    public Store(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Stores every version of a data set. */
    public void fill(World world) {
        for (Version version : world.all()) {
            if (version.isDeletion()) {
                delete(version.key());
            } else {
                put(version.key(), version.body());
            }
        }
    }

    void put(Key key, JsonNode body) {
        Reply reply = gateway.send(FuzzToken.ALL, new Call("PUT", "/" + key, Map.of(), body.toString()));
        if (!reply.isSuccess()) {
            throw new IllegalStateException("Could not store " + body + ": " + reply);
        }
    }

    void delete(Key key) {
        Reply reply = gateway.send(FuzzToken.ALL, new Call("DELETE", "/" + key, Map.of(), null));
        if (!reply.isSuccess() && reply.status() != 404) {
            throw new IllegalStateException("Could not delete " + key + ": " + reply);
        }
    }

    /** The stored resource, or null. */
    JsonNode get(Key key) {
        Reply reply = gateway.send(FuzzToken.ALL, Call.get("/" + key));
        return reply.status() == 200 ? reply.json() : null;
    }

    /** The resources of a type with this marker. */
    List<JsonNode> find(String type, String marker) {
        return gateway.send(FuzzToken.ALL, Call.get("/" + type + "?identifier=http://fuzz.example/id%7C" + marker)
                        .with("Cache-Control", "no-cache"))
                .entries().stream().map(Reply.Entry::json).toList();
    }
}
