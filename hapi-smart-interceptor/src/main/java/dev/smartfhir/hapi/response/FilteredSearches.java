package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import dev.smartfhir.hapi.grant.Grants;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * The searches whose matches are filtered one by one: their total would count what the token does not reach.
 *
 * @param filtered the types whose matches were filtered in this request
 * @param partial  whether matches of a type are filtered for the token, told also on a later page
 * @param always   whether no total is told at all, because the results are an operation's, of many types
 * @param nextPage adds the link to a next page that HAPI has not seen
 */
public record FilteredSearches(
        Set<String> filtered, Predicate<String> partial, boolean always, Consumer<Bundle> nextPage) {

    /** No search. */
    public static final FilteredSearches NONE =
            new FilteredSearches(Set.of(), type -> false, false, results -> { });

    /** Makes of what such a search has found a page without a total, before anything is taken out of it. */
    void complete(Bundle results, RestOperationTypeEnum interaction, Grants grants) {
        Set<String> matched = results.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH && entry.hasResource())
                .map(entry -> entry.getResource().fhirType())
                .collect(Collectors.toSet());
        if (interaction == RestOperationTypeEnum.GET_PAGE) {
            if (matched.stream().anyMatch(partial) || matched.isEmpty() && !grants.showsEverything()) {
                results.setTotalElement(null);
            }
        } else if (!filtered.isEmpty() && (matched.isEmpty() || matched.stream().anyMatch(filtered::contains))) {
            results.setTotalElement(null);
            nextPage.accept(results);
        }
        if (areOfOperation(results) && !grants.showsEverything()) {
            results.setTotalElement(null);
        }
    }

    /** Whether results are an operation's, told by their link to themselves. */
    boolean areOfOperation(Bundle results) {
        return always || results.getLink("self") != null
                && String.valueOf(results.getLink("self").getUrl()).split("\\?", 2)[0].contains("/$");
    }
}
