package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Stores what the all-seeing token stores, and answers the token under test as a test says, right or wrong. */
final class FakeServer implements Gateway {

    static final Reply NOT_FOUND = Reply.of(404, "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}");

    private final Map<Key, ObjectNode> stored = new TreeMap<>();
    private final Map<Key, Integer> versions = new HashMap<>();
    private final Map<String, Function<Call, Reply>> answers = new HashMap<>();
    private Reply otherwise = NOT_FOUND;

    FakeServer(World world) {
        world.currents().forEach(version -> {
            versions.put(version.key(), version.number() - 1);
            put(version.key(), version.body());
        });
    }

    /** Answers requests of the token under test whose method and path are these. */
    FakeServer answering(String request, Function<Call, Reply> answer) {
        answers.put(request, answer);
        return this;
    }

    FakeServer answering(String request, Reply reply) {
        return answering(request, call -> reply);
    }

    /** Answers all other requests of the token under test. */
    FakeServer otherwise(Reply reply) {
        otherwise = reply;
        return this;
    }

    void put(Key key, JsonNode body) {
        ObjectNode copy = body.deepCopy();
        copy.put("id", key.id());
        copy.withObject("/meta").put("versionId", String.valueOf(versions.merge(key, 1, Integer::sum)));
        stored.put(key, copy);
    }

    void delete(Key key) {
        stored.remove(key);
        versions.merge(key, 1, Integer::sum);
    }

    JsonNode get(String reference) {
        return stored.get(Key.of(reference));
    }

    @Override
    public Reply send(FuzzToken token, Call call) {
        if (!token.equals(FuzzToken.ALL)) {
            Function<Call, Reply> answer = answers.get(call.method() + " " + call.path());
            return answer == null ? otherwise : answer.apply(call);
        }
        String path = call.path().substring(1);
        return switch (call.method()) {
            case "PUT" -> {
                put(Key.of(path), Bodies.parse(call.body()));
                yield Reply.of(200, "");
            }
            case "DELETE" -> {
                delete(Key.of(path));
                yield Reply.of(200, "");
            }
            default -> path.contains("?") ? search(path)
                    : stored.containsKey(Key.of(path)) ? Reply.of(200, stored.get(Key.of(path)).toString()) : NOT_FOUND;
        };
    }

    private Reply search(String path) {
        String type = path.substring(0, path.indexOf('?'));
        String marker = path.contains("%7C") ? path.substring(path.indexOf("%7C") + 3) : "";
        return Reply.of(200, bundle(stored.values().stream()
                .filter(body -> body.path("resourceType").asText().equals(type) && body.toString().contains(marker))
                .map(body -> (JsonNode) body).toList(), -1).toString());
    }

    /** A result with these matches; a total below zero is left out. */
    static ObjectNode bundle(List<JsonNode> matches, int total) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode()
                .put("resourceType", "Bundle").put("type", "searchset");
        if (total >= 0) {
            bundle.put("total", total);
        }
        ArrayNode entries = bundle.putArray("entry");
        matches.forEach(match -> {
            ObjectNode entry = entries.addObject();
            entry.set("resource", match);
            entry.putObject("search").put("mode", "match");
        });
        return bundle;
    }

    static JsonNode body(World world, String reference) {
        Version version = world.current(Key.of(reference)).orElseThrow();
        ObjectNode body = version.body().deepCopy();
        body.withObject("/meta").put("versionId", String.valueOf(version.number()));
        return body;
    }
}
