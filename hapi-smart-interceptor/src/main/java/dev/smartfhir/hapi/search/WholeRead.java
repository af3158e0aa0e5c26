package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.entity.Search;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.List;

/**
 * Lets HAPI read a search whose results are judged one by one at once, each match once.
 *
 * <p>Step by step, HAPI forgets what has been judged and left out, and where a row comes several times it reads the same
 * first rows again and again until it gives up. Once as much has been found as it reads in steps, it reads the rest in
 * one go and lets the database leave out what comes several times: so a new search starts there. The rest is no more
 * than {@code fetchSizeDefaultMaximum} of its storage settings then, which the starter sets to the size of its largest
 * page, but for a search that is loaded synchronously; such a search has no second page. So it is said to be one only
 * when HAPI has chosen to keep its results, by the one hook that is called between that choice and the reading.
 */
public final class WholeRead {

    /** Beyond the last of HAPI's steps, whatever they are set to. */
    private static final int BEYOND_STEPS = 1_000_000_000;

    private static final String WITHOUT_EFFECT = "max-age=0";

    private WholeRead() {
    }

    /** Says so to a search that has not begun; HAPI puts what it finds in place of it. */
    static void of(ICachedSearchDetails details) {
        if (details instanceof Search search) {
            search.setNumFound(BEYOND_STEPS);
        }
    }

    /** Lifts the limit of a search that is judged one by one; the results of others are read in steps. */
    public static void unlimited(SearchParameterMap search, RequestDetails request) {
        if (FilteredPages.judgesEach(search, request)) {
            search.setLoadSynchronous(true);
        }
    }

    /**
     * Takes {@code no-cache} off a request whose results are judged one by one: they are never taken from those of
     * another search anyway, and with it HAPI does not call the hook.
     */
    public static void prepare(RequestDetails request) {
        List<String> asked = request.getHeaders(Constants.HEADER_CACHE_CONTROL);
        if (asked != null && new CacheControlDirective().parse(asked).isNoCache()) {
            request.setHeaders(Constants.HEADER_CACHE_CONTROL, asked.stream()
                    .map(value -> value.replace(Constants.CACHE_CONTROL_NO_CACHE, WITHOUT_EFFECT))
                    .toList());
        }
    }
}
