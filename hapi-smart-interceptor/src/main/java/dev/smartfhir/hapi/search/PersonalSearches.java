package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The searches of one request whose stored results are for its token alone: HAPI must neither answer them from the
 * results of another search nor another search from theirs.
 *
 * <p>The entries of a batch share it and may search at the same time.
 */
public final class PersonalSearches {

    private static final String KEY = PersonalSearches.class.getName();

    private final Set<SearchParameterMap> searches =
            Collections.newSetFromMap(Collections.synchronizedMap(new IdentityHashMap<>()));

    /** Prepares a request that may come to search. */
    public static void prepare(RequestDetails request) {
        request.getUserData().putIfAbsent(KEY, new PersonalSearches());
    }

    /** Notes that a search is personal. */
    public static void add(SearchParameterMap search, RequestDetails request) {
        if (request.getUserData().get(KEY) instanceof PersonalSearches personal) {
            personal.searches.add(search);
        }
    }

    /** Whether a search is personal; every search of a request that was not prepared is. */
    public static boolean contain(SearchParameterMap search, RequestDetails request) {
        return !(request.getUserData().get(KEY) instanceof PersonalSearches personal)
                || personal.searches.contains(search);
    }
}
