package dev.smartfhir.hapi.transaction;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;

/**
 * Literal references that HAPI would turn into others while it does a transaction, because an entry has that
 * {@code Type/id} as its fullUrl or its id and is stored under another one. It does so for a patch, too, and for the
 * one entry of a batch that it does.
 *
 * <p>Placeholders, {@code urn:uuid:} and {@code urn:oid:}, are not among them: nobody takes them for what is stored.
 */
final class SubstitutedReferences {

    private static final Set<HTTPVerb> CHANGING = EnumSet.of(HTTPVerb.PUT, HTTPVerb.PATCH);

    private SubstitutedReferences() {
    }

    static boolean areIn(List<BundleEntryComponent> entries) {
        Set<String> substituted = new HashSet<>();
        entries.forEach(entry -> substituted(entry).forEach(substituted::add));
        if (substituted.isEmpty()) {
            return false;
        }
        FhirTerser terser = FhirContext.forR4Cached().newTerser();
        return entries.stream()
                .filter(entry -> entry.getResource() != null)
                .flatMap(entry -> terser.getAllPopulatedChildElementsOfType(
                        entry.getResource(), IBaseReference.class).stream())
                .map(reference -> literal(reference.getReferenceElement()))
                .anyMatch(substituted::contains);
    }

    private static Stream<String> substituted(BundleEntryComponent entry) {
        if (entry.getResource() == null) {
            return Stream.empty();
        }
        Set<String> storedUnder = EntryUrl.parse(String.valueOf(entry.getRequest().getUrl()))
                .filter(url -> CHANGING.contains(entry.getRequest().getMethod()) && url.depth() == 2)
                .map(url -> Set.of(url.segment(0) + "/" + url.segment(1)))
                .orElse(Set.of());
        String type = entry.getResource().fhirType();
        return Stream.of(new IdType(entry.getFullUrl()), entry.getResource().getIdElement())
                .filter(id -> id.hasIdPart() && !id.getValue().startsWith("urn:"))
                .map(id -> literal(id.hasResourceType() ? id : id.withResourceType(type)))
                .filter(id -> !storedUnder.contains(id))
                .collect(Collectors.toSet())
                .stream();
    }

    private static String literal(IIdType id) {
        return id.getResourceType() + "/" + id.getIdPart();
    }
}
