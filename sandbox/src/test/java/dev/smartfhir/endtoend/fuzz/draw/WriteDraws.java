package dev.smartfhir.endtoend.fuzz.draw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.draw.Write.Form;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random writes: on an id, by search, by patch, in a batch or transaction. */
public final class WriteDraws {

    private static final String IDENTIFIER = "identifier=http://fuzz.example/id%7C";

    private final RandomBodies bodies;

    public WriteDraws(World world) {
        this.bodies = new RandomBodies(world);
    }

    /**
     * Draws a write.
     *
     * @param number of which no other write has the same, for ids
     */
    public Write draw(Draw draw, FuzzToken token, int number) {
        Map<Key, List<JsonNode>> stored = new LinkedHashMap<>();
        if (draw.chance(20)) {
            boolean transaction = draw.chance(60);
            List<Change> changes = new ArrayList<>();
            ArrayNode entries = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < 2; i++) {
                Change change = change(draw, token, "fw%d%04d".formatted(i + 1, number % 10000), stored, false);
                changes.add(change);
                entries.add(entry(change));
            }
            ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle")
                    .put("type", transaction ? "transaction" : "batch");
            bundle.set("entry", entries);
            return new Write(stored, transaction ? Form.TRANSACTION : Form.BATCH,
                    new Call("POST", "", Map.of(), bundle.toString()), changes);
        }
        Change change = change(draw, token, "fw0%04d".formatted(number % 10000), stored, true);
        if (draw.chance(15)) {
            return new Write(stored, Form.CONDITIONAL, conditional(change), List.of(change));
        }
        boolean looks = change.isPatch() && draw.chance(20);
        Call call = looks ? looking(change) : plain(change);
        if (draw.chance(15) && !looks) {
            call = call.with("Prefer", "return=" + draw.of("minimal", "representation", "OperationOutcome"));
        }
        if (draw.chance(8) && change.before() != null) {
            call = call.with("If-Match", "W/\"" + (1 + draw.below(2)) + "\"");
        }
        return new Write(stored, looks ? Form.LOOKING : Form.PLAIN, call, List.of(change));
    }

    private Change change(
            Draw draw, FuzzToken token, String id, Map<Key, List<JsonNode>> stored, boolean mayPatch) {
        String type = RequestDraws.type(draw, token);
        Map<String, String> attributes = bodies.attributes(draw, type, token);
        Key key = new Key(type, id);
        String marker = Version.marker(id, 9);
        int kind = draw.below(100);
        if (kind < 30) {
            return new Change('c', key, null, bodies.body(new Key(type, null), marker, attributes), marker, false);
        }
        if (kind < 36) {
            return new Change('u', key, null, bodies.body(key, marker, attributes), marker, false);
        }
        ObjectNode before = bodies.body(key, Version.marker(id, 1), attributes);
        List<JsonNode> versions = new ArrayList<>(List.of(before));
        if (draw.chance(25)) {
            ObjectNode second = bodies.body(key, Version.marker(id, 2), bodies.changed(draw, type, attributes, token));
            World.keepMeta(before, second);
            versions.add(second);
            before = second;
        }
        stored.put(key, versions);
        if (kind < 65 || kind < 88 && !mayPatch) {
            ObjectNode body = bodies.body(key, marker, bodies.changed(draw, type, attributes, token));
            return new Change('u', key, before, body, marker, false);
        }
        return kind < 88 ? new Change('u', key, before, patch(draw, before), Version.marker(id, versions.size()), true)
                : new Change('d', key, before, null, Version.marker(id, versions.size()), false);
    }

    private static ArrayNode patch(Draw draw, ObjectNode before) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        ObjectNode operation = patch.addObject();
        String subject = before.has("patient") ? "/patient" : "/subject";
        switch (draw.below(6)) {
            case 0 -> operation.put("op", "replace").put("path", subject + "/reference")
                    .put("value", "Patient/" + draw.of("fzpat01", "fzpat02"));
            case 1 -> operation.put("op", "add").put("path", "/meta/security").set("value",
                    JsonNodeFactory.instance.arrayNode().add(Bodies.coding("security", draw.of("H1", "H2"))));
            case 2 -> operation.put("op", "remove").put("path", "/meta/security");
            case 3 -> operation.put("op", "remove").put("path", subject);
            case 4 -> operation.put("op", "replace").put("path", "/category/0/coding/0/code")
                    .put("value", draw.of("laboratory", "vital-signs"));
            default -> operation.put("op", "add").put("path", "/language").put("value", "zh");
        }
        return patch;
    }

    private static Call plain(Change change) {
        String path = "/" + (change.letter() == 'c' ? change.key().type() : change.key().toString());
        if (change.isPatch()) {
            return new Call("PATCH", path, Map.of("Content-Type", "application/json-patch+json"),
                    change.body().toString());
        }
        String body = change.body() == null ? null : change.body().toString();
        return new Call(method(change), path, Map.of(), body);
    }

    /** The same patch after a test of what is stored. */
    private static Call looking(Change change) {
        ArrayNode operations = change.body().deepCopy();
        operations.insertObject(0).put("op", "test").put("path", "/id").put("value", change.key().id());
        return new Call("PATCH", "/" + change.key(), Map.of("Content-Type", "application/json-patch+json"),
                operations.toString());
    }

    private static Call conditional(Change change) {
        Call plain = plain(change);
        String search = IDENTIFIER + Version.marker(change.key().id(), 1);
        return change.letter() == 'c'
                ? plain.with("If-None-Exist", search)
                : new Call(plain.method(), "/" + change.key().type() + "?" + search, plain.headers(), plain.body());
    }

    private static ObjectNode entry(Change change) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (change.body() != null) {
            entry.set("resource", change.body());
        }
        entry.putObject("request").put("method", method(change))
                .put("url", change.letter() == 'c' ? change.key().type() : change.key().toString());
        return entry;
    }

    private static String method(Change change) {
        return change.letter() == 'c' ? "POST" : change.letter() == 'u' ? "PUT" : "DELETE";
    }
}
