package dev.smartfhir.hapi.search;

import ca.uhn.fhir.rest.api.server.RequestDetails;

/**
 * Asks the server how far a search that it keeps for paging goes.
 */
public interface StoredSearches {

    /** A server that keeps none. */
    StoredSearches NONE = (results, search, request) -> false;

    /**
     * Whether a search has more results than these, each judged for the request as those were.
     *
     * @param search  the id of the search, as in its Bundle
     * @param results how many are known
     */
    boolean hasMoreThan(int results, String search, RequestDetails request);
}
