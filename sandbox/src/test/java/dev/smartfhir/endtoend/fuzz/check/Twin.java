package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends the same request for an id that nobody has: what is hidden has to answer alike (D-23). */
final class Twin {

    private final Gateway gateway;

    Twin(Gateway gateway) {
        this.gateway = gateway;
    }

    void compare(FuzzToken token, Call call, Key key, Reply reply, Judgement judgement) {
        if (key.id().equals(World.UNKNOWN_ID)) {
            return;
        }
        Reply unknown = gateway.send(token, call.replacing(key.id(), World.UNKNOWN_ID));
        if (unknown.status() != reply.status()) {
            judgement.leak("existence of " + key + ": " + reply.status() + ", an unknown id " + unknown.status());
        } else if (!without(key.id(), reply.body()).equals(without(World.UNKNOWN_ID, unknown.body()))) {
            judgement.leak("existence of " + key + ": another body than for an unknown id:\n" + reply + "\n" + unknown);
        } else if (!without(key.id(), reply.headers()).equals(without(World.UNKNOWN_ID, unknown.headers()))) {
            judgement.leak("existence of " + key + ": other headers than for an unknown id: " + reply.headers() + " "
                    + unknown.headers());
        }
    }

    private static String without(String id, String text) {
        return text.replace(id, "#");
    }

    private static Map<String, List<String>> without(String id, Map<String, List<String>> headers) {
        return headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> entry.getValue().stream().map(value -> without(id, value)).toList()));
    }
}
