package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import dev.smartfhir.hapi.compartment.CompartmentSearch;
import dev.smartfhir.hapi.grant.Extent;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import java.util.List;

/**
 * Narrows a search to what the token reaches, in the database, so that what is left out is not counted either.
 *
 * <p>The client's own parameters stay as they are and hold as well. The results of a narrowed search are for its token
 * alone.
 */
public final class SearchNarrowing {

    private final IncludeNarrowing includes;
    private final CompartmentSearch compartments;

    /** Narrows by these. */
    public SearchNarrowing(IncludeNarrowing includes, CompartmentSearch compartments) {
        this.includes = includes;
        this.compartments = compartments;
    }

    /** Narrows the includes before HAPI notes the search down and looks for stored results of the same search. */
    public void beforeLookup(
            ICachedSearchDetails details, SearchParameterMap search, RequestDetails request, Grants grants) {
        boolean narrowed = includes.narrow(details.getResourceType(), search, grants);
        if (narrowed || !grants.allows(Need.search(details.getResourceType()))) {
            PersonalSearches.add(search, request);
        }
    }

    /** Narrows the search itself as the database is about to be asked; 403 where that cannot be done. */
    public void beforeQuery(
            ICachedSearchDetails details, SearchParameterMap search, RequestDetails request, Grants grants) {
        Need need = Need.search(details.getResourceType());
        Extent extent = grants.extent(need);
        if (!extent.every()) {
            if (!narrow(details.getResourceType(), search, extent)) {
                throw Refusals.exception(new Verdict.Forbidden(Rule.RESTRICTED, List.of(need)));
            }
            PersonalSearches.add(search, request);
        }
        if (PersonalSearches.contain(search, request)) {
            details.setCannotBeReused();
        }
    }

    private boolean narrow(String type, SearchParameterMap search, Extent extent) {
        return extent.parts().size() == 1 && extent.parts().stream().allMatch(part -> part.constraints().isEmpty()
                && part.patients().filter(ids -> compartments.narrow(type, search, ids)).isPresent());
    }
}
