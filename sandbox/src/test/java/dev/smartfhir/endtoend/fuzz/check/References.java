package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.world.Key;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a query finds for a token that may see everything: what its parameters mean is not the question here. */
final class References {

    /** What was found, or with which status it was refused. */
    record Found(int status, Set<Key> keys) {
    }

    private final Map<Call, Found> known = new ConcurrentHashMap<>();
    private final Pages pages;

    References(Pages pages) {
        this.pages = pages;
    }

    Found find(Call query) {
        Found found = known.get(query);
        if (found == null) {
            found = ask(query);
            known.put(query, found);
        }
        return found;
    }

    private Found ask(Call query) {
        Call wide = new Call("GET", query.path().replaceFirst("\\?", "?_count=100&"), query.headers(), null);
        Set<Key> keys = new HashSet<>();
        int status = 200;
        for (Reply page : pages.all(FuzzToken.ALL, wide)) {
            status = Math.max(status, page.status());
            page.entries().stream().filter(entry -> entry.mode().equals("match")).map(Reply.Entry::key)
                    .forEach(keys::add);
        }
        return new Found(status, keys);
    }
}
