package dev.smartfhir.hapi.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a request has shown and changed so far, all entries of its bundle together; of many resources the rest is only
 * counted. The entries of a batch may be done at the same time.
 */
final class Touched {

    /** How many resources a record lists at most. */
    static final int MOST = 1_000;

    private static final String KEY = Touched.class.getName();

    private final Map<String, Touch> touches = new LinkedHashMap<>();
    private final Map<Integer, Set<String>> byEntry = new HashMap<>();
    private int unlisted;

    /** Of the request, or of the batch or transaction that it is an entry of. */
    static Touched of(RequestDetails request) {
        return (Touched) request.getUserData().computeIfAbsent(KEY, key -> new Touched());
    }

    /** Notes a touch, once however often it is told, and no echo of what was changed. */
    synchronized void add(Touch touch) {
        String version = touch.reference() + "/" + touch.version().orElse("");
        boolean known = touch.isChange()
                ? touches.containsKey(version + touch.action())
                : Stream.of(Touch.Action.values()).anyMatch(action -> touches.containsKey(version + action));
        if (known) {
            return;
        }
        if (touches.size() < MOST) {
            touches.put(version + touch.action(), touch);
        } else {
            unlisted++;
        }
    }

    /** Notes that the answer to an entry names a resource. */
    synchronized void addToEntry(int place, String reference) {
        if (byEntry.size() < MOST) {
            byEntry.computeIfAbsent(place, key -> new HashSet<>()).add(reference);
        }
    }

    synchronized List<Touch> list() {
        return List.copyOf(touches.values());
    }

    /** What belongs to one entry: what its answer names, or the resource that its URL names. */
    synchronized List<Touch> ofEntry(int place, String reference) {
        Set<String> named = byEntry.getOrDefault(place, Set.of());
        return touches.values().stream()
                .filter(touch -> named.contains(touch.reference()) || touch.reference().equals(reference))
                .toList();
    }

    /** How many are not listed. */
    synchronized int unlisted() {
        return unlisted;
    }
}
