package dev.smartfhir.hapi.transaction;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * A transaction must not write the same resource twice: the second entry would be judged by what the first has changed.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">FHIR R4, transaction processing rules</a>
 */
final class SameResource {

    static final String TWICE = "Several entries of the transaction write the same resource.";

    private SameResource() {
    }

    static boolean isWrittenTwice(Bundle bundle) {
        Set<String> written = new HashSet<>();
        return bundle.getEntry().stream()
                .filter(SameResource::writesById)
                .flatMap(entry -> EntryUrl.parse(entry.getRequest().getUrl()).stream())
                .filter(url -> url.depth() == 2)
                .anyMatch(url -> !written.add(url.segment(0) + "/" + url.segment(1)));
    }

    private static boolean writesById(BundleEntryComponent entry) {
        HTTPVerb method = entry.getRequest().getMethod();
        return method == HTTPVerb.PUT || method == HTTPVerb.PATCH || method == HTTPVerb.DELETE;
    }
}
