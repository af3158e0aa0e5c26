package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.instance.StoredResources;
import dev.smartfhir.hapi.search.StoredSearches;
import dev.smartfhir.hapi.user.UserAccessPolicy;
import java.util.function.BooleanSupplier;

/**
 * The parts of the server that enforcement looks things up in.
 *
 * @param fhir          its FHIR version, R4
 * @param registry      its search parameters
 * @param stored        what it stores
 * @param constraints   what meets the constraints of scopes
 * @param userAccess    what its users may access
 * @param filterEnabled whether it answers {@code _filter}
 * @param searches      the searches that it keeps for paging
 */
public record ServerParts(
        FhirContext fhir,
        ISearchParamRegistry registry,
        StoredResources stored,
        ConstraintMatcher constraints,
        UserAccessPolicy userAccess,
        BooleanSupplier filterEnabled,
        StoredSearches searches) {
}
