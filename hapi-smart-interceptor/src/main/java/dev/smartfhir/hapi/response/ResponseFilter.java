package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.paging.PageLinks;
import dev.smartfhir.hapi.transaction.RefusedEntries;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;

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
     * @param refused the entries that were taken out of a batch
     */
    public void filter(RestOperationTypeEnum interaction, ResponseDetails response, VerifiedToken token,
            Grants grants, Optional<RefusedEntries> refused) {
        if (interaction == RestOperationTypeEnum.METADATA) {
            return;
        }
        if (response.getResponseResource() instanceof Bundle bundle && isMadeByServer(interaction)) {
            if (RESULTS.contains(bundle.getType())) {
                filterResults(bundle, token, grants);
                if (grants.isRestricted()) {
                    RestrictedHistory.filter(bundle, grants);
                }
            } else {
                refused.ifPresent(entries -> entries.answerIn(bundle));
                bundle.getEntry().forEach(entry -> filterAnswer(entry, token, grants));
            }
        } else if (!isShown(response.getResponseResource(), grants)) {
            response.setResponseResource(null);
        }
    }

    private void filterAnswer(BundleEntryComponent entry, VerifiedToken token, Grants grants) {
        if (!grants.showsEverything()) {
            NeutralErrors.neutralize(entry);
        }
        ErrorDetails.complete(entry);
        if (entry.getResource() instanceof Bundle results && RESULTS.contains(results.getType())) {
            filterResults(results, token, grants);
        } else if (!isShown(entry.getResource(), grants)) {
            entry.setResource(null);
        }
    }

    private void filterResults(Bundle bundle, VerifiedToken token, Grants grants) {
        boolean hidden = bundle.getEntry().removeIf(entry -> !isShown(entry.getResource(), grants));
        if (hidden && grants.isRestricted()) {
            bundle.setTotalElement(null);
        }
        pageLinks.sign(bundle, token);
    }

    private static boolean isShown(IBaseResource resource, Grants grants) {
        return resource == null || resource.fhirType().equals(OUTCOME) || grants.shows(resource);
    }

    private static boolean isMadeByServer(RestOperationTypeEnum interaction) {
        return switch (interaction) {
            case SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, GET_PAGE,
                    TRANSACTION, BATCH -> true;
            default -> false;
        };
    }
}
