package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.draw.Change;
import dev.smartfhir.endtoend.fuzz.draw.Write;
import dev.smartfhir.endtoend.fuzz.draw.Write.Form;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.oracle.Writing;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.ArrayList;
import java.util.List;

/** Stores what a write is about, sends it, and compares what is stored afterwards with what the oracle allows. */
public final class WriteComparison {

    private final Oracle oracle;
    private final Gateway gateway;
    private final Store store;
    private final Twin twin;
    private final LeakScan scan;
    private final WriteCheck check;

    public WriteComparison(World world, Oracle oracle, Gateway gateway) {
        this.oracle = oracle;
        this.gateway = gateway;
        this.store = new Store(gateway);
        this.twin = new Twin(gateway);
        this.scan = new LeakScan(world, oracle);
        this.check = new WriteCheck(oracle, new Writing(world, oracle));
    }

    /** Nobody else may use the server in the meantime. */
    public Judgement judge(FuzzToken token, Write write) {
        Judgement judgement = new Judgement();
        write.stored().forEach((key, versions) -> versions.forEach(body -> store.put(key, body)));
        List<JsonNode> before = write.changes().stream()
                .map(change -> change.before() == null ? null : store.get(change.key())).toList();
        Reply reply = gateway.send(token, write.call());
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < write.changes().size(); i++) {
            outcomes.add(outcome(write, i, before.get(i), reply, judgement));
        }
        scan(token, write, reply, judgement);
        check.judge(token, write, reply, outcomes, judgement);
        compareWithUnknown(token, write, outcomes.get(0), reply, judgement);
        outcomes.forEach(this::remove);
        if (!judgement.isClean()) {
            write.changes().forEach(change -> store.delete(new Key(change.key().type(), World.UNKNOWN_ID)));
        }
        return judgement;
    }

    private Outcome outcome(Write write, int number, JsonNode before, Reply reply, Judgement judgement) {
        Change change = write.changes().get(number);
        JsonNode after = store.get(change.key());
        if (change.letter() == 'c' || write.form() == Form.CONDITIONAL && after == null) {
            List<JsonNode> found = store.find(change.key().type(), change.marker());
            if (found.size() > 1) {
                judgement.wrong("stored twice: " + change.marker());
            }
            after = found.isEmpty() ? after : found.get(0);
        }
        JsonNode entry = reply.json().path("entry").path(number);
        Reply own = write.changes().size() == 1 || !entry.has("response") ? reply
                : Reply.of(Integer.parseInt(entry.path("response").path("status").asText("0").substring(0, 3)),
                        entry.has("resource") ? entry.path("resource").toString() : "");
        return new Outcome(change, own, before, after);
    }

    private void scan(FuzzToken token, Write write, Reply reply, Judgement judgement) {
        scan.scan(token, write.call(), reply, judgement);
        write.stored().forEach((key, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                String marker = Version.marker(key.id(), i + 1);
                if (reply.body().contains(marker) && !write.call().told().contains(marker)
                        && !oracle.mayBeShown(token, versions.get(i))) {
                    judgement.leak("text of " + key + " version " + (i + 1));
                }
            }
        });
    }

    /** What is hidden has to be refused as what does not exist. */
    private void compareWithUnknown(
            FuzzToken token, Write write, Outcome outcome, Reply reply, Judgement judgement) {
        Change change = outcome.change();
        boolean isOnId = write.form() == Form.PLAIN || write.form() == Form.LOOKING;
        if (isOnId && change.letter() != 'c' && reply.status() >= 400 && check.isHidden(token, write, outcome)) {
            twin.compare(token, write.call(), change.key(), reply, judgement);
        }
    }

    private void remove(Outcome outcome) {
        JsonNode after = outcome.after();
        if (after != null) {
            store.delete(new Key(after.path("resourceType").asText(), after.path("id").asText()));
        }
    }
}
