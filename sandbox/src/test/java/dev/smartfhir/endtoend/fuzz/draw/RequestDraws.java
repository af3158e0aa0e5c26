package dev.smartfhir.endtoend.fuzz.draw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.oracle.Compartment;
import dev.smartfhir.endtoend.fuzz.oracle.Elements;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random requests that change nothing. */
public final class RequestDraws {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> OPERATIONS = List.of("/Patient/fzpat01/$everything", "/Patient/$everything",
            "/Observation/fzobs03/$meta", "/$meta", "/Observation/$lastn", "/Patient/fzpat02/$graphql?query={id}",
            "/Observation/$nosuch", "/$export", "/Patient/$export");

    private final World world;
    private final QueryDraws queries;

    public RequestDraws(World world, Values values) {
        this.world = world;
        this.queries = new QueryDraws(values);
    }

    public Asked draw(Draw draw, FuzzToken token) {
        int kind = draw.below(100);
        if (kind < 8) {
            return batch(draw, token);
        }
        if (kind < 11) {
            return new Asked.Refused(Call.get(draw.of(OPERATIONS)));
        }
        return kind < 14 ? head(draw, token) : kind < 34 ? read(draw, token) : single(draw, token);
    }

    /** A type that the token is likely to open. */
    public static String type(Draw draw, FuzzToken token) {
        FuzzScope scope = draw.of(token.scopes());
        return scope.type().equals("*") || draw.chance(20) ? draw.of(Elements.types())
                : scope.type();
    }

    private Asked single(Draw draw, FuzzToken token) {
        int kind = draw.below(60);
        if (kind < 9) {
            Key key = key(draw, type(draw, token));
            int version = 1 + draw.below(3);
            return new Asked.ReadVersion(Call.get("/" + key + "/_history/" + version), key, version);
        }
        if (kind < 16) {
            Key key = key(draw, type(draw, token));
            return new Asked.InstanceHistory(
                    Call.get("/" + key + "/_history" + draw.of("", "", "?_count=1")), key);
        }
        if (kind < 19) {
            String type = draw.chance(20) ? "*" : type(draw, token);
            return new Asked.TypeHistory(Call.get((type.equals("*") ? "" : "/" + type) + "/_history?_count=100"), type);
        }
        return search(draw, token);
    }

    private Asked.Read read(Draw draw, FuzzToken token) {
        Key key = key(draw, type(draw, token));
        Call call = Call.get("/" + key + draw.of("", "", "", "?_summary=true", "?_elements=id"));
        if (draw.chance(12)) {
            call = call.with("If-None-Match", "W/\"" + (1 + draw.below(2)) + "\"");
        }
        return new Asked.Read(call, key);
    }

    private Asked head(Draw draw, FuzzToken token) {
        Key key = key(draw, type(draw, token));
        return new Asked.Read(new Call("HEAD", "/" + key, Map.of(), null), key);
    }

    private Asked.Search search(Draw draw, FuzzToken token) {
        String type = type(draw, token);
        Query query = queries.draw(draw, type);
        String path = "/" + type;
        if (draw.chance(10) && Compartment.holds(type) && !type.equals("Patient")) {
            path = "/Patient/" + draw.of("fzpat01", "fzpat02", "fzpat03") + "/" + type;
        }
        Call reference = Call.get(path + "?" + query.filterText());
        Call call = draw.chance(15) && !path.startsWith("/Patient/")
                ? new Call("POST", path + "/_search", Map.of("Content-Type", FORM), query.toString())
                : Call.get(path + "?" + query);
        if (draw.chance(6)) {
            String handling = "handling=" + draw.of("lenient", "strict");
            call = call.with("Prefer", handling);
            reference = reference.with("Prefer", handling);
        }
        return new Asked.Search(call, type, query, reference);
    }

    private Asked batch(Draw draw, FuzzToken token) {
        List<Asked> parts = new ArrayList<>();
        ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle").put("type", "batch");
        ArrayNode entries = bundle.putArray("entry");
        for (int i = 2 + draw.below(3); i > 0 || parts.isEmpty(); i--) {
            Asked part = draw.chance(50) ? read(draw, token) : single(draw, token);
            if (part.call().method().equals("GET") && part.call().headers().isEmpty()) {
                parts.add(part);
                entries.addObject().putObject("request").put("method", "GET")
                        .put("url", part.call().path().substring(1));
            }
        }
        return new Asked.Batch(new Call("POST", "", Map.of(), bundle.toString()), parts);
    }

    private Key key(Draw draw, String type) {
        List<Key> all = world.keys().stream().filter(key -> key.type().equals(type)).toList();
        return draw.chance(5) ? new Key(type, World.UNKNOWN_ID) : draw.of(all);
    }
}
