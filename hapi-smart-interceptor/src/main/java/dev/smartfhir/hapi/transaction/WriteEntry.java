package dev.smartfhir.hapi.transaction;

import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceTypes;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/**
 * What a POST, PUT, PATCH or DELETE entry demands, of the type in its URL and of the type of its body.
 */
final class WriteEntry {

    private static final Demands BAD_URL =
            Demands.invalid("The request.url of a Bundle entry does not fit its request.method.");

    private final Writes writes;

    WriteEntry(Writes writes) {
        this.writes = writes;
    }

    /** HAPI creates whatever the body is, also where the URL names nothing. */
    Demands post(EntryUrl url, BundleEntryComponent entry) {
        if (url.depth() > 1 || url.depth() == 1 && !ResourceTypes.isKnown(url.segment(0))) {
            return BAD_URL;
        }
        Demands demands = writes.body(Interaction.CREATE, entry.getResource());
        if (url.depth() == 1) {
            demands = demands.and(writes.letter(Interaction.CREATE, url.segment(0)));
        }
        // Not hasResource(), which is false for a resource without elements.
        String type = entry.getResource() == null ? "" : entry.getResource().fhirType();
        String condition = entry.getRequest().getIfNoneExist();
        return condition == null || type.isEmpty() ? demands : demands.and(writes.condition(type, condition));
    }

    Demands put(EntryUrl url, BundleEntryComponent entry) {
        return target(url, Interaction.UPDATE).and(writes.body(Interaction.UPDATE, entry.getResource()));
    }

    /** The body is the patch, a Binary or Parameters, not what is stored. */
    Demands patch(EntryUrl url, BundleEntryComponent entry) {
        return url.depth() == 0
                ? BAD_URL
                : target(url, Interaction.UPDATE).and(writes.patch(url.segment(0), entry.getResource()));
    }

    Demands delete(EntryUrl url, boolean cascadeHeader) {
        return target(url, Interaction.DELETE).and(writes.deletion(url.query(), cascadeHeader));
    }

    private Demands target(EntryUrl url, Interaction letter) {
        boolean instance = url.depth() == 2;
        boolean conditional = url.depth() == 1 && url.hasParameters();
        if (!instance && !conditional || !ResourceTypes.isKnown(url.segment(0))) {
            return BAD_URL;
        }
        String type = url.segment(0);
        Demands demands = writes.letter(letter, type);
        return conditional ? demands.and(writes.condition(type, url.query())) : demands;
    }
}
