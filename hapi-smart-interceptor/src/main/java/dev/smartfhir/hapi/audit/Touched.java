package dev.smartfhir.hapi.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What a request has shown and changed so far, all entries of its bundle together; of many that it has shown the
 * rest is only counted. The entries of a batch may be done at the same time.
 */
final class Touched {

    /** How many resources a record lists at most. */
    static final int MOST = 1_000;

    private static final String KEY = Touched.class.getName();

    private final Map<String, Touch> changed = new LinkedHashMap<>();
    private final Map<String, Touch> shown = new LinkedHashMap<>();
    private final Set<String> beyond = new HashSet<>();
    private final Map<String, List<Touch>> byReference = new HashMap<>();
    private final Map<Integer, Set<String>> byEntry = new HashMap<>();
    private IBaseResource leaving;

    /** Of the request, or of the batch or transaction that it is an entry of. */
    static Touched of(RequestDetails request) {
        return (Touched) request.getUserData().computeIfAbsent(KEY, key -> new Touched());
    }

    /** Notes a touch, once however often it is told, and no echo of what was changed. */
    synchronized void add(Touch touch) {
        String version = touch.reference() + "/" + touch.version().orElse("");
        if (touch.isChange()) {
            put(version + touch.action(), touch, changed);
        } else if (Stream.of(Touch.Action.values()).noneMatch(action -> changed.containsKey(version + action))) {
            if (shown.size() < MOST || shown.containsKey(version)) {
                put(version, touch, shown);
            } else {
                beyond.add(version);
            }
        }
    }

    private void put(String key, Touch touch, Map<String, Touch> touches) {
        if (touches.putIfAbsent(key, touch) == null) {
            byReference.computeIfAbsent(touch.reference(), reference -> new ArrayList<>()).add(touch);
        }
    }

    /** Notes that the answer to an entry names a resource. */
    synchronized void addToEntry(int place, String reference) {
        byEntry.computeIfAbsent(place, key -> new LinkedHashSet<>()).add(reference);
    }

    /** An answer is about to leave, of which it is not noted yet what it shows; null for none. */
    synchronized void leaving(IBaseResource answer) {
        leaving = answer;
    }

    /** The answer that has left without a note of what it shows. */
    synchronized Optional<IBaseResource> leaving() {
        return Optional.ofNullable(leaving);
    }

    /** What was changed stands first, so that nobody hides it behind what he has shown to himself. */
    synchronized List<Touch> list() {
        return Stream.concat(changed.values().stream(), shown.values().stream()).limit(MOST).toList();
    }

    /** What belongs to one entry: what its answer names, or the resource that its URL names. */
    synchronized List<Touch> ofEntry(int place, String reference) {
        return Stream.concat(byEntry.getOrDefault(place, Set.of()).stream(), Stream.of(reference))
                .distinct()
                .flatMap(named -> byReference.getOrDefault(named, List.of()).stream())
                .limit(MOST)
                .toList();
    }

    /** How many are not listed. */
    synchronized int unlisted() {
        return Math.max(0, changed.size() + shown.size() - MOST) + beyond.size();
    }
}
