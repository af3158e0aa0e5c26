package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.entity.Search;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;

/**
 * Lets HAPI read a search whose results are judged one by one at once, each match once.
 *
 * <p>Step by step, HAPI forgets what has been judged and left out, and where a row comes several times it reads the same
 * first rows again and again until it gives up. Once as much has been found as it reads in steps, it reads the rest in
 * one go and lets the database leave out what comes several times: so a new search starts there.
 */
final class WholeRead {

    /** Beyond the last of HAPI's steps, whatever they are set to. */
    private static final int BEYOND_STEPS = 1_000_000_000;

    private WholeRead() {
    }

    /** Says so to a search that has not begun; HAPI puts what it finds in place of it. */
    static void of(ICachedSearchDetails details) {
        if (details instanceof Search search) {
            search.setNumFound(BEYOND_STEPS);
        }
    }
}
