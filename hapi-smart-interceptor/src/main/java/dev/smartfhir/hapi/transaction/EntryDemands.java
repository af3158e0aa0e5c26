package dev.smartfhir.hapi.transaction;

import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.match.InlineMatchUrls;
import dev.smartfhir.hapi.operation.AllowedOperations;
import dev.smartfhir.hapi.operation.OperationCall;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * What one entry of a batch or transaction demands, as if it came alone (SCO-13).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#batches-and-transactions">
 *      SMART App Launch 2.2, Batches and Transactions</a>
 */
final class EntryDemands {

    private final ReadEntry reads;
    private final WriteEntry writes;
    private final InlineMatchUrls matchUrls;
    private final AllowedOperations operations;

    EntryDemands(SearchDemands searches, Writes writes, InlineMatchUrls matchUrls, AllowedOperations operations) {
        this.reads = new ReadEntry(searches);
        this.writes = new WriteEntry(writes);
        this.matchUrls = matchUrls;
        this.operations = operations;
    }

    Demands of(BundleEntryComponent entry, boolean cascadeHeader) {
        HTTPVerb method = entry.getRequest().getMethod();
        if (method == null) {
            return Demands.invalid("A Bundle entry has no request.method.");
        }
        String text = entry.getRequest().getUrl();
        if (text == null && method != HTTPVerb.POST) {
            return Demands.invalid("A Bundle entry has no request.url.");
        }
        Optional<EntryUrl> url = EntryUrl.parse(text == null ? "" : text);
        if (url.isEmpty()) {
            return Demands.invalid("The request.url of a Bundle entry is not relative to the FHIR base.");
        }
        return url.get().isOperation()
                ? operation(method, url.get())
                : of(method, url.get(), entry, cascadeHeader).and(matchUrls.of(entry.getFullUrl()));
    }

    /** Whether some resources of a type can be enough for the entry: not for histories of types and most operations. */
    boolean isPerResource(BundleEntryComponent entry) {
        return entry.getRequest().getMethod() != HTTPVerb.GET || !entry.getRequest().hasUrl()
                || EntryUrl.parse(entry.getRequest().getUrl()).map(EntryDemands::isPerResource).orElse(true);
    }

    private static boolean isPerResource(EntryUrl url) {
        return url.operation().map(OperationCall::isEverythingOfOne).orElse(!ReadEntry.isHistoryOfType(url));
    }

    /** HAPI invokes operations in entries by GET alone, and creates what a POST brings, whatever its URL. */
    private Demands operation(HTTPVerb method, EntryUrl url) {
        return method == HTTPVerb.GET
                ? url.operation().map(operations::of).orElseGet(() -> Demands.forbiddenBy(Rule.OPERATION))
                : Demands.forbiddenBy(Rule.OPERATION);
    }

    private Demands of(HTTPVerb method, EntryUrl url, BundleEntryComponent entry, boolean cascadeHeader) {
        return switch (method) {
            case GET -> reads.of(url);
            case POST -> writes.post(url, entry);
            case PUT -> writes.put(url, entry);
            case PATCH -> writes.patch(url, entry);
            case DELETE -> writes.delete(url, cascadeHeader);
            default -> Demands.invalid("The request.method of a Bundle entry is not supported.");
        };
    }
}
