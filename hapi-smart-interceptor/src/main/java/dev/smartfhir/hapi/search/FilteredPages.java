package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The searches of one request whose results are judged resource by resource as HAPI finds them, because no query finds
 * just what the token reaches.
 *
 * <p>The entries of a batch share it and may search at the same time.
 */
public final class FilteredPages {

    private static final String KEY = FilteredPages.class.getName();

    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final Set<SearchParameterMap> searches =
            Collections.newSetFromMap(Collections.synchronizedMap(new IdentityHashMap<>()));
    private volatile boolean needed;

    /** Prepares a request that may come to search. */
    public static void prepare(RequestDetails request) {
        request.getUserData().putIfAbsent(KEY, new FilteredPages());
    }

    /** Notes that the matches of a search on a type are filtered, so that its total is nobody's to know. */
    static void noteMatches(String type, SearchParameterMap search, RequestDetails request) {
        of(request).types.add(type);
        of(request).searches.add(search);
        of(request).needed = true;
    }

    /** Notes that includes of a search are filtered. */
    static void noteIncludes(RequestDetails request) {
        of(request).needed = true;
    }

    /** Whether the matches of a search are judged one by one. */
    static boolean judgesEach(SearchParameterMap search, RequestDetails request) {
        return of(request).searches.contains(search);
    }

    /** Whether whatever HAPI finds for the request has to be judged before anything is made of it. */
    public static boolean areNeeded(RequestDetails request) {
        return of(request).needed;
    }

    /** The searched types of which matches are filtered. */
    public static Set<String> types(RequestDetails request) {
        return Set.copyOf(of(request).types);
    }

    private static FilteredPages of(RequestDetails request) {
        return (FilteredPages) request.getUserData().computeIfAbsent(KEY, key -> new FilteredPages());
    }
}
