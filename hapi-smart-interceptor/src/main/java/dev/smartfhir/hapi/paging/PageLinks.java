package dev.smartfhir.hapi.paging;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;

/**
 * Signs the page links that leave the server and admits only the owner of a link (D-09).
 *
 * <p>Nothing is remembered: the link {@code [base]?_getpages=ID&...&_smart=SIGNATURE} says it all, so that a second
 * server with the same secret can answer the next page.
 */
public final class PageLinks {

    private static final String SIGNATURE = "_smart";
    private static final String WITHOUT_TOTAL = " without total";
    private static final Set<String> RESULTS = Set.of("searchset", "history");
    private static final String OTHER_BUNDLE = "A page of results is a Bundle of type searchset or history.";

    private final PageSignature signature;

    /** Links signed by this. */
    public PageLinks(PageSignature signature) {
        this.signature = signature;
    }

    /**
     * Throws 410, the answer to an unknown page, unless the request holds a link signed for this token, and 400 where
     * the page shall be a Bundle of another type than results have: its total and entries would be judged as no results.
     */
    public void admit(RequestDetails request, VerifiedToken token) {
        String[] searches = request.getParameters().get(Constants.PARAM_PAGINGACTION);
        String[] signatures = request.getParameters().get(SIGNATURE);
        if (!isSingle(searches) || !isSingle(signatures)
                || !signature.isValid(signatures[0], searches[0], PageOwner.of(token))
                        && !areWithoutTotal(request, token)) {
            throw new PageGone();
        }
        String[] types = request.getParameters().get(Constants.PARAM_BUNDLETYPE);
        if (types != null && !(isSingle(types) && RESULTS.contains(types[0]))) {
            throw Refusals.exception(new Verdict.Invalid(OTHER_BUNDLE));
        }
    }

    /** Whether the request holds a link to a page of results whose total is nobody's to know. */
    public boolean areWithoutTotal(RequestDetails request, VerifiedToken token) {
        String[] searches = request.getParameters().get(Constants.PARAM_PAGINGACTION);
        String[] signatures = request.getParameters().get(SIGNATURE);
        return isSingle(searches) && isSingle(signatures)
                && signature.isValid(signatures[0], searches[0] + WITHOUT_TOTAL, PageOwner.of(token));
    }

    /**
     * Signs every link of a Bundle that leads to a page.
     *
     * @param withoutTotal whether the other pages must not tell their total either
     */
    public void sign(Bundle bundle, VerifiedToken token, boolean withoutTotal) {
        PageOwner owner = PageOwner.of(token);
        bundle.getLink().forEach(link -> sign(link, owner, withoutTotal ? WITHOUT_TOTAL : ""));
    }

    private void sign(BundleLinkComponent link, PageOwner owner, String mark) {
        String url = link.getUrl();
        int question = url == null ? -1 : url.indexOf('?');
        if (question < 0) {
            return;
        }
        Map<String, String[]> parameters = UrlUtil.parseQueryString(url.substring(question + 1));
        String[] searches = parameters.get(Constants.PARAM_PAGINGACTION);
        if (isSingle(searches)) {
            link.setUrl(withoutSignature(url, question) + "&" + SIGNATURE + "="
                    + signature.sign(searches[0] + mark, owner));
        }
    }

    private static String withoutSignature(String url, int question) {
        return url.substring(0, question + 1) + Stream.of(url.substring(question + 1).split("&"))
                .filter(parameter -> !parameter.startsWith(SIGNATURE + "="))
                .collect(Collectors.joining("&"));
    }

    private static boolean isSingle(String[] values) {
        return values != null && values.length == 1;
    }
}
