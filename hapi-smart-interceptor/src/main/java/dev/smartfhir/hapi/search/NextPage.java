package dev.smartfhir.hapi.search;

import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.api.BundleLinks;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * The link from a page of results that are filtered to the next one: there is one if and only if more is shown.
 *
 * <p>HAPI looks for more results only as far as its first pass goes, and takes a page that is just filled by then for
 * the last one; and it links to pages that only what was filtered out would have filled, which tells how much that was.
 */
public final class NextPage {

    private static final Pattern OFFSET = Pattern.compile("(?<=[?&]" + Constants.PARAM_PAGINGOFFSET + "=)\\d+");

    private final StoredSearches searches;

    /** Looks for more results here. */
    public NextPage(StoredSearches searches) {
        this.searches = searches;
    }

    /** Adds, corrects or removes the link to the next page, before anything is taken out of this one. */
    public void complete(Bundle page, RequestDetails request) {
        BundleLinkComponent next = page.getLink(Bundle.LINK_NEXT);
        if (page.getType() != BundleType.SEARCHSET || !page.getIdElement().hasIdPart()) {
            return;
        }
        int shown = (int) page.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH)
                .count();
        int start = start(request);
        String search = page.getIdElement().getIdPart();
        if (shown == 0 || !searches.hasMoreThan(start + shown, search, request)) {
            page.getLink().remove(next);
        } else if (next != null) {
            next.setUrl(OFFSET.matcher(next.getUrl()).replaceFirst(String.valueOf(start + shown)));
        } else {
            BundleLinks links = new BundleLinks(
                    request.getFhirServerBase(), Set.of(), false, BundleTypeEnum.SEARCHSET);
            page.addLink().setRelation(Bundle.LINK_NEXT).setUrl(RestfulServerUtils.createPagingLink(
                    links, request, search, start + shown, shown, request.getParameters()));
        }
    }

    private static int start(RequestDetails request) {
        Integer offset = request.getRestOperationType() == RestOperationTypeEnum.GET_PAGE
                ? RestfulServerUtils.tryToExtractNamedParameter(request, Constants.PARAM_PAGINGOFFSET) : null;
        return offset == null ? 0 : Math.max(offset, 0);
    }
}
