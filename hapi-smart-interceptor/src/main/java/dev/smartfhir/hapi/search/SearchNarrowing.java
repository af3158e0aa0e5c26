package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import dev.smartfhir.hapi.binary.BinaryRules;
import dev.smartfhir.hapi.compartment.CompartmentSearch;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.grant.Extent;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IAnyResource;

/**
 * Narrows a search to what the token reaches, in the database, so that what is left out is not counted either.
 *
 * <p>The client's own parameters stay as they are and hold as well. Where one query cannot say it all, it says what it
 * can, what it finds is judged resource by resource, and nothing is counted. The results of a narrowed search are for
 * its token alone.
 */
public final class SearchNarrowing {

    private final IncludeNarrowing includes;
    private final CompartmentSearch compartments;
    private final ConstraintMatcher constraints;

    /** Narrows by these. */
    public SearchNarrowing(
            IncludeNarrowing includes, CompartmentSearch compartments, ConstraintMatcher constraints) {
        this.includes = includes;
        this.compartments = compartments;
        this.constraints = constraints;
    }

    /** Narrows the includes before HAPI notes the search down and looks for stored results of the same search. */
    public void beforeLookup(
            ICachedSearchDetails details, SearchParameterMap search, RequestDetails request, Grants grants) {
        boolean narrowed = includes.narrow(details.getResourceType(), search, grants);
        if (grants.isRestricted() && (search.hasIncludes() || search.hasRevIncludes())) {
            FilteredPages.noteIncludes(request);
        }
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
            narrow(details, search, extent, request);
            PersonalSearches.add(search, request);
        }
        if (BinaryRules.apply(need.type(), grants)) {
            judgeEach(details, search, request);
            PersonalSearches.add(search, request);
        }
        if (PersonalSearches.contain(search, request)) {
            details.setCannotBeReused();
        }
    }

    /** Judges the search of everything about one resource: what it finds is judged resource by resource. */
    public void beforeEverything(
            ICachedSearchDetails details, SearchParameterMap search, RequestDetails request, Grants grants) {
        boolean nothingLeftOut = grants.showsEverything()
                || grants.showsEverythingElse() && EverythingTypes.areWithoutRecords(search);
        if (!nothingLeftOut && isCut(search, request)) {
            throw refusal(Rule.COUNT, Need.search(details.getResourceType()));
        }
        details.setCannotBeReused();
    }

    /** Whether the matches of searches on a type are filtered for this token, so that no total tells of the others. */
    public boolean filtersPages(String type, Grants grants) {
        Extent extent = grants.extent(Need.search(type));
        return BinaryRules.apply(type, grants)
                || extent.isRestricted() && !ExtentQuery.of(type, extent, constraints).whole();
    }

    private void narrow(
            ICachedSearchDetails details, SearchParameterMap search, Extent extent, RequestDetails request) {
        Need need = Need.search(details.getResourceType());
        if (extent.isNone()) {
            throw refusal(Rule.RESTRICTED, need);
        }
        ExtentQuery query = ExtentQuery.of(need.type(), extent, constraints);
        if (!query.whole() && (isCounted(search) || isCut(search, request))) {
            throw refusal(Rule.COUNT, need);
        }
        if (query.patients().isPresent()
                && !compartments.narrow(need.type(), search, query.patients().get())) {
            throw refusal(Rule.RESTRICTED, need);
        }
        FirstPass.extend(search, request);
        for (ExtentQuery.Clause clause : query.clauses()) {
            if (clause.parameter().equals(IAnyResource.SP_RES_ID) && asksForOtherIds(search)) {
                throw refusal(Rule.RESTRICTED, need);
            }
            add(clause, search);
        }
        if (!query.whole()) {
            judgeEach(details, search, request);
        }
    }

    private static void judgeEach(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        if (isCounted(search) || isCut(search, request)) {
            throw refusal(Rule.COUNT, Need.search(details.getResourceType()));
        }
        search.setSearchTotalMode(SearchTotalModeEnum.NONE);
        WholeRead.of(details);
        FilteredPages.noteMatches(details.getResourceType(), search, request);
    }

    private static void add(ExtentQuery.Clause clause, SearchParameterMap search) {
        List<List<IQueryParameterType>> all = new ArrayList<>();
        if (search.containsKey(clause.parameter())) {
            all.addAll(search.get(clause.parameter()));
        }
        all.add(new ArrayList<>(clause.values()));
        search.put(clause.parameter(), all);
    }

    /** HAPI negates every {@code _id} of a search where one of them is negated, so that they must not meet. */
    private static boolean asksForOtherIds(SearchParameterMap search) {
        return search.containsKey(IAnyResource.SP_RES_ID) && search.get(IAnyResource.SP_RES_ID).stream()
                .flatMap(List::stream)
                .anyMatch(asked -> asked.getQueryParameterQualifier() != null || asked.getMissing() != null);
    }

    private static boolean isCounted(SearchParameterMap search) {
        return search.getSummaryMode() == SummaryEnum.COUNT
                || search.getCount() != null && search.getCount() == 0
                || search.getSearchTotalMode() != null && search.getSearchTotalMode() != SearchTotalModeEnum.NONE;
    }

    /** A search that the database cuts before what it finds is filtered would tell how much was filtered out. */
    private static boolean isCut(SearchParameterMap search, RequestDetails request) {
        return search.isOffsetQuery() || search.isLoadSynchronous() || search.getLoadSynchronousUpTo() != null
                || new CacheControlDirective().parse(request.getHeaders(Constants.HEADER_CACHE_CONTROL)).isNoStore();
    }

    private static RuntimeException refusal(Rule rule, Need need) {
        return Refusals.exception(new Verdict.Forbidden(rule, List.of(need)));
    }
}
