package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.pages.web.Refused;
import dev.smartfhir.sandbox.pages.web.RandomText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the app remembers of one browser: requests that wait for their answer, and grants. */
final class AppState {

    private static final int MOST = 20;
    private final Map<String, Authorization> waiting = bounded();
    private final Map<String, Grant> grants = bounded();

    void await(Authorization authorization) {
        waiting.put(authorization.state(), authorization);
    }

    /** The request that waits for this state, which works once. @throws Refused with status 400 if there is none */
    Authorization take(String state) {
        Authorization authorization = waiting.remove(state);
        if (authorization == null) {
            throw new Refused(400, "No authorization request of this browser waits for this state: it was made up, "
                    + "it belongs to another browser, or it has been answered already.");
        }
        return authorization;
    }

    /** Keeps a grant. @return the name under which it is found */
    String keep(Grant grant) {
        String name = RandomText.next();
        grants.put(name, grant);
        return name;
    }

    /** @throws Refused with status 404 if there is none of this name */
    Grant grant(String name) {
        Grant grant = grants.get(name);
        if (grant == null) {
            throw new Refused(404, "This browser has no such grant.");
        }
        return grant;
    }

    /** All grants, the oldest first, under their names. */
    Collection<Map.Entry<String, Grant>> grants() {
        return grants.entrySet();
    }

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }
}
