package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.operation.OperationOutput;
import dev.smartfhir.hapi.paging.PageLinks;
import dev.smartfhir.hapi.transaction.RefusedEntries;
import dev.smartfhir.scopes.Interaction;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * The last look at a response: nothing of a type that the token does not show leaves in it (SCO-07).
 *
 * <p>It looks into the Bundles that the server makes, never into a stored one: whoever may read a Bundle may read all
 * that was submitted in it.
 */
public final class ResponseFilter {

    private static final Set<BundleType> RESULTS = Set.of(BundleType.SEARCHSET, BundleType.HISTORY);
    private static final String OUTCOME = "OperationOutcome";

    private final PageLinks pageLinks;

    /** A filter that lets page links leave signed by these. */
    public ResponseFilter(PageLinks pageLinks) {
        this.pageLinks = pageLinks;
    }

    /**
     * Filters the response in place.
     *
     * @param searches which searches were filtered
     * @param refused  the entries that were taken out of a batch
     */
    public void filter(RestOperationTypeEnum interaction, ResponseDetails response, VerifiedToken token,
            Grants grants, FilteredSearches searches, Optional<RefusedEntries> refused) {
        if (interaction == RestOperationTypeEnum.METADATA) {
            return;
        }
        if (isOperation(interaction)) {
            if (response.getResponseResource() instanceof Bundle bundle && !grants.showsEverything()) {
                searches.nextPage().accept(bundle);
            }
            response.setResponseResource(OperationOutput.filter(response.getResponseResource(), grants).orElse(null));
            if (response.getResponseResource() instanceof Bundle bundle) {
                pageLinks.sign(bundle, token, !grants.showsEverything());
            }
        } else if (response.getResponseResource() instanceof Bundle bundle && isMadeByServer(interaction)) {
            if (RESULTS.contains(bundle.getType())) {
                searches.complete(bundle, interaction, grants);
                filterResults(interaction, bundle, token, grants, searches);
            } else {
                refused.ifPresent(entries -> entries.answerIn(bundle));
                bundle.getEntry().forEach(entry -> filterAnswer(entry, token, grants, searches));
            }
        } else if (!isShown(response.getResponseResource(), grants)) {
            response.setResponseResource(null);
        }
    }

    private void filterAnswer(
            BundleEntryComponent entry, VerifiedToken token, Grants grants, FilteredSearches searches) {
        if (!grants.showsEverything()) {
            NeutralErrors.neutralize(entry);
        }
        if (grants.isRestricted()) {
            NeutralErrors.hide(entry);
        }
        ErrorDetails.complete(entry);
        if (entry.getResource() instanceof Bundle results && RESULTS.contains(results.getType())) {
            searches.complete(results, RestOperationTypeEnum.SEARCH_TYPE, grants);
            filterResults(RestOperationTypeEnum.BATCH, results, token, grants, searches);
        } else if (OperationOutput.isMade(entry.getResource())) {
            OperationOutput.filter(entry.getResource(), grants);
        } else if (!isShown(entry.getResource(), grants)) {
            entry.setResource(null);
        }
    }

    private void filterResults(RestOperationTypeEnum interaction, Bundle bundle, VerifiedToken token, Grants grants,
            FilteredSearches searches) {
        boolean hidden = bundle.getEntry().removeIf(entry -> !isShown(entry, grants));
        if (grants.isRestricted()) {
            if (hidden) {
                bundle.setTotalElement(null);
            }
            RestrictedHistory.filter(bundle, interaction, grants);
        }
        pageLinks.sign(bundle, token, searches.areOfOperation(bundle) && !grants.showsEverything());
    }

    /** What a search finds has to be open to search; what comes with it to read or search (D-04). */
    private static boolean isShown(BundleEntryComponent entry, Grants grants) {
        return entry.getSearch().getMode() == SearchEntryMode.MATCH && entry.getResource() != null
                ? grants.covers(Interaction.SEARCH, entry.getResource()) && grants.showsContextOf(entry.getResource())
                : isShown(entry.getResource(), grants);
    }

    private static boolean isShown(IBaseResource resource, Grants grants) {
        return resource == null || resource.fhirType().equals(OUTCOME) || grants.shows(resource);
    }

    private static boolean isOperation(RestOperationTypeEnum interaction) {
        return switch (interaction) {
            case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE -> true;
            default -> false;
        };
    }

    private static boolean isMadeByServer(RestOperationTypeEnum interaction) {
        return switch (interaction) {
            case SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, GET_PAGE,
                    TRANSACTION, BATCH -> true;
            default -> false;
        };
    }
}
