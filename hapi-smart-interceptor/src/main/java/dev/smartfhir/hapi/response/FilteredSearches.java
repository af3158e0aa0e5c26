package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import dev.smartfhir.hapi.binary.BinaryRules;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * The searches whose matches are filtered one by one: their total would count what the token does not reach.
 *
 * @param filtered the types whose matches were filtered in this request
 * @param partial  whether matches of a type are filtered for the token, told also on a later page
 * @param nextPage links to a next page if and only if there is one
 * @param always   whether no total is told at all, because the results are an operation's, of many types
 */
public record FilteredSearches(
        Set<String> filtered, Predicate<String> partial, Consumer<Bundle> nextPage, boolean always) {

    /** No search. */
    public static final FilteredSearches NONE =
            new FilteredSearches(Set.of(), type -> false, results -> { }, false);

    /** Makes of what such a search has found a page without a total, before anything is taken out of it. */
    void complete(Bundle results, RestOperationTypeEnum interaction, Grants grants) {
        Set<String> matched = results.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH && entry.hasResource())
                .map(entry -> entry.getResource().fhirType())
                .collect(Collectors.toSet());
        boolean judged = interaction == RestOperationTypeEnum.GET_PAGE
                ? matched.isEmpty() && !grants.showsEverything() || matched.stream().anyMatch(partial)
                : !filtered.isEmpty() && (matched.isEmpty()
                        ? mayBeFiltered(results) : matched.stream().anyMatch(filtered::contains));
        boolean binary = results.getEntry().stream().map(BundleEntryComponent::getResource)
                .anyMatch(resource -> resource != null && BinaryRules.apply(resource.fhirType(), grants));
        if (judged || binary || areOfOperation(results) && !grants.showsEverything()) {
            results.setTotalElement(null);
            nextPage.accept(results);
        }
    }

    /** Whether results without a match are of a search that was filtered, told by their link to themselves. */
    private boolean mayBeFiltered(Bundle results) {
        String self = results.getLink("self") == null ? "" : String.valueOf(results.getLink("self").getUrl());
        String path = self.split("\\?", 2)[0].replaceFirst("/_search$", "");
        String type = path.substring(path.lastIndexOf('/') + 1);
        return !ResourceTypes.isKnown(type) || filtered.contains(type);
    }

    /** Whether results are an operation's, told by their link to themselves. */
    boolean areOfOperation(Bundle results) {
        return always || results.getLink("self") != null
                && String.valueOf(results.getLink("self").getUrl()).split("\\?", 2)[0].contains("/$");
    }
}
