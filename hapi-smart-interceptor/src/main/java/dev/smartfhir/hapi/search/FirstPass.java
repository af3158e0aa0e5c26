package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Locale;

/**
 * How much HAPI reads from the database before it answers a first page.
 *
 * <p>HAPI reads as many rows as the page needs, and one more. A {@code _filter} with OR makes several rows of each
 * match, one for every other reference in it, so that the page is not full then; HAPI reads on, and rests for half a
 * second after each reading. With a larger count it reads once, as many rows as the server's largest page has entries.
 * The page itself stays as large as the client asks for.
 */
final class FirstPass {

    /** More than any page; HAPI takes the server's largest page instead. */
    private static final int ROWS = 10_000;

    private FirstPass() {
    }

    /** Lets HAPI read more of a search that has a filter and is read step by step. */
    static void extend(SearchParameterMap search, RequestDetails request) {
        if (search.containsKey(Constants.PARAM_FILTER) && !isOnlyCounted(search) && !isReadAtOnce(search, request)) {
            search.setCount(ROWS);
        }
    }

    private static boolean isOnlyCounted(SearchParameterMap search) {
        return search.getCount() != null && search.getCount() == 0;
    }

    private static boolean isReadAtOnce(SearchParameterMap search, RequestDetails request) {
        return search.isLoadSynchronous() || search.getOffset() != null || isNotToBeStored(request);
    }

    private static boolean isNotToBeStored(RequestDetails request) {
        List<String> directives = request.getHeaders(Constants.HEADER_CACHE_CONTROL);
        return directives != null && directives.stream()
                .anyMatch(directive -> directive.toLowerCase(Locale.ROOT).contains(Constants.CACHE_CONTROL_NO_STORE));
    }
}
