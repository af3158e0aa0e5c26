package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import dev.smartfhir.hapi.grant.Grants;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * The searches whose total would count what the token does not reach, because their matches are filtered.
 *
 * @param filtered the types whose matches were filtered in this request
 * @param partial  whether matches of a type are filtered for the token, told also on a later page
 */
public record HiddenTotals(Set<String> filtered, Predicate<String> partial) {

    /** Takes the total out of what such a search has found, before anything else is taken out. */
    void hideIn(Bundle results, RestOperationTypeEnum interaction, Grants grants) {
        Set<String> matched = results.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH && entry.hasResource())
                .map(entry -> entry.getResource().fhirType())
                .collect(Collectors.toSet());
        boolean hidden = interaction == RestOperationTypeEnum.GET_PAGE
                ? grants.isRestricted() && (matched.isEmpty() || matched.stream().anyMatch(partial))
                : !filtered.isEmpty() && (matched.isEmpty() || matched.stream().anyMatch(filtered::contains));
        if (hidden) {
            results.setTotalElement(null);
        }
    }
}
