package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;

/** Looks through the whole text of an answer, headers and links included, for what the token may not see. */
final class LeakScan {

    private final World world;
    private final Oracle oracle;

    LeakScan(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    void scan(FuzzToken token, Call call, Reply reply, Judgement judgement) {
        String told = call.told();
        String text = reply.headers() + "\n" + reply.body();
        String around = reply.headers() + "\n" + withoutResources(reply);
        for (Version version : world.all()) {
            if (!version.isDeletion() && text.contains(version.marker()) && !told.contains(version.marker())
                    && !oracle.mayBeShown(token, version)) {
                judgement.leak("text of " + version.key() + " version " + version.number());
            }
        }
        for (Key key : world.keys()) {
            if (around.contains(key.id()) && !told.contains(key.id())
                    && world.versions(key).stream().noneMatch(version -> oracle.mayBeShown(token, version))) {
                judgement.leak("id of " + key + " beside the resources");
            }
        }
    }

    /** What the server says itself; a resource that may be shown may name others that may not. */
    private static String withoutResources(Reply reply) {
        JsonNode json = reply.json();
        if (json instanceof ObjectNode bundle && json.path("resourceType").asText().equals("Bundle")
                && !json.path("type").asText().equals("collection")) {
            ObjectNode rest = bundle.deepCopy();
            for (JsonNode entry : rest.path("entry")) {
                ((ObjectNode) entry).remove("resource");
            }
            return rest.toString();
        }
        return reply.holdsResource() ? "" : reply.body();
    }
}
