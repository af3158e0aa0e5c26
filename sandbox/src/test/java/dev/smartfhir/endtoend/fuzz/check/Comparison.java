package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.draw.Asked;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.ArrayList;
import java.util.List;

/** Sends a request that changes nothing and compares the answer with what the oracle says of it. */
public final class Comparison {

    private final World world;
    private final Oracle oracle;
    private final Gateway gateway;
    private final Pages pages;
    private final Twin twin;
    private final LeakScan scan;
    private final InstanceCheck instances;
    private final SearchCheck searches;

    /** Compares what comes through a gateway to a server at this base. */
    public Comparison(World world, Oracle oracle, Gateway gateway, String base) {
        this.world = world;
        this.oracle = oracle;
        this.gateway = gateway;
        this.pages = new Pages(gateway, base);
        this.twin = new Twin(gateway);
        this.scan = new LeakScan(world, oracle);
        this.instances = new InstanceCheck(world, oracle);
        this.searches = new SearchCheck(world, oracle, gateway, pages);
    }

    /** Sends and judges. */
    public Judgement judge(FuzzToken token, Asked asked) {
        Judgement judgement = new Judgement();
        Reply reply = gateway.send(token, asked.call());
        judge(token, asked, reply, judgement);
        Key key = keyOf(asked);
        if (key != null && reply.status() >= 400 && instances.isHidden(token, key)) {
            twin.compare(token, asked.call(), key, reply, judgement);
        }
        return judgement;
    }

    private void judge(FuzzToken token, Asked asked, Reply reply, Judgement judgement) {
        scan.scan(token, asked.call(), reply, judgement);
        if (reply.status() >= 500) {
            judgement.wrong("the server failed: " + reply.status());
        } else if (asked instanceof Asked.Read read) {
            instances.read(token, read, reply, judgement);
        } else if (asked instanceof Asked.ReadVersion read) {
            instances.version(token, read, reply, judgement);
        } else if (asked instanceof Asked.InstanceHistory history) {
            instances.history(token, history, reply, entries(token, asked, reply, judgement), judgement);
        } else if (asked instanceof Asked.TypeHistory history) {
            typeHistory(token, history, reply, judgement);
        } else if (asked instanceof Asked.Search search) {
            searches.search(token, search, reply, judgement);
        } else if (asked instanceof Asked.Batch batch) {
            batch(token, batch, reply, judgement);
        } else if (reply.status() < 400) {
            judgement.leak("an operation, got " + reply.status());
        } else {
            judgement.saw("operation refused");
        }
    }

    private List<Reply.Entry> entries(FuzzToken token, Asked asked, Reply first, Judgement judgement) {
        List<Reply.Entry> entries = new ArrayList<>();
        for (Reply page : pages.from(token, first)) {
            scan.scan(token, asked.call(), page, judgement);
            entries.addAll(page.entries());
        }
        return entries;
    }

    private void typeHistory(FuzzToken token, Asked.TypeHistory asked, Reply reply, Judgement judgement) {
        if (oracle.opensAll(token, 's', asked.type())) {
            long least = world.all().stream().filter(version -> asked.type().equals("*")
                    || asked.type().equals(version.key().type())).count();
            List<Reply.Entry> entries = entries(token, asked, reply, judgement);
            if (reply.status() != 200 || entries.size() < least) {
                judgement.wrong("a history of " + entries.size() + " instead of " + least + " versions");
            }
            judgement.saw("history of a type");
        } else if (reply.status() == 403) {
            judgement.saw("403");
            if (oracle.reaches(token, 's', asked.type())) {
                judgement.excuse("history of a type of which some is hidden");
            }
        } else {
            judgement.leak("expected 403 for a history, got " + reply.status());
        }
    }

    private void batch(FuzzToken token, Asked.Batch asked, Reply reply, Judgement judgement) {
        JsonNode entries = reply.json().path("entry");
        if (reply.status() != 200 || entries.size() != asked.parts().size()) {
            judgement.wrong("expected a batch response with " + asked.parts().size() + " entries");
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            JsonNode response = entries.get(i).path("response");
            JsonNode body = entries.get(i).has("resource") ? entries.get(i).path("resource") : response.path("outcome");
            Judgement part = new Judgement();
            judge(token, asked.parts().get(i),
                    Reply.of(Integer.parseInt(response.path("status").asText("0").substring(0, 3)),
                            body.isMissingNode() ? "" : body.toString()), part);
            judgement.addEntry(i, part);
        }
        judgement.saw("batch");
    }

    private static Key keyOf(Asked asked) {
        return asked instanceof Asked.Read read ? read.key()
                : asked instanceof Asked.ReadVersion read ? read.key()
                : asked instanceof Asked.InstanceHistory history ? history.key()
                : null;
    }
}
