package dev.smartfhir.hapi.search;

import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.api.BundleLinks;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * The link to the second page of a search whose results are filtered.
 *
 * <p>HAPI looks for more results only as far as its first pass goes, and takes a page that is just filled by then for
 * the last one, whatever has been filtered out of that pass.
 */
public final class NextPage {

    private final StoredSearches searches;

    /** Looks for more results here. */
    public NextPage(StoredSearches searches) {
        this.searches = searches;
    }

    /** Adds the link to a first page of such a search that lacks it, if and only if there are more results. */
    public void complete(Bundle page, RequestDetails request) {
        if (page.getType() != BundleType.SEARCHSET || !page.getIdElement().hasIdPart()
                || page.getLink(Bundle.LINK_NEXT) != null) {
            return;
        }
        int shown = (int) page.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH)
                .count();
        if (shown > 0 && searches.hasMoreThan(shown, page.getIdElement().getIdPart(), request)) {
            BundleLinks links = new BundleLinks(
                    request.getFhirServerBase(), Set.of(), false, BundleTypeEnum.SEARCHSET);
            page.addLink().setRelation(Bundle.LINK_NEXT).setUrl(RestfulServerUtils.createPagingLink(
                    links, request, page.getIdElement().getIdPart(), shown, shown, request.getParameters()));
        }
    }
}
