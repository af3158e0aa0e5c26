package dev.smartfhir.hapi.match;

import ca.uhn.fhir.context.FhirContext;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.search.SearchQuery;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.ResourceTypes;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * The searches that a written body asks for by references such as {@code Patient?identifier=system|value} (D-24).
 *
 * <p>HAPI resolves them while it stores the body, also deep inside a Bundle; the same elements are walked here.
 */
public final class InlineMatchUrls {

    private final FhirContext fhir;
    private final SearchDemands searches;

    /** For a server of this FHIR version. */
    public InlineMatchUrls(FhirContext fhir, SearchDemands searches) {
        this.fhir = fhir;
        this.searches = searches;
    }

    /** What the references of a body demand; nothing where there is no body. */
    public Demands of(IBaseResource body) {
        if (body == null) {
            return Demands.none();
        }
        return Demands.all(fhir.newTerser().getAllPopulatedChildElementsOfType(body, IBaseReference.class).stream()
                .map(reference -> of(reference.getReferenceElement().getValue())));
    }

    /** What one reference or fullUrl demands; nothing where it holds no search. */
    public Demands of(String reference) {
        int question = reference == null ? -1 : reference.indexOf('?');
        if (question < 0) {
            return Demands.none();
        }
        String type = typeBefore(reference.substring(0, question));
        return ResourceTypes.isKnown(type)
                ? searches.of(Rule.MATCH_URL, type, SearchQuery.parse(reference.substring(question + 1)))
                : Demands.of(Rule.MATCH_URL, Need.searchEverything());
    }

    private static String typeBefore(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
