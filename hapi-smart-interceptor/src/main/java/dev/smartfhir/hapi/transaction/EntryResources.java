package dev.smartfhir.hapi.transaction;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.instance.InstanceGuard;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Verdict;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;

/**
 * Judges the resource that a writing entry brings and the one that it changes, before any entry is done.
 *
 * <p>Reads are judged when HAPI comes to them, as requests of their own: an earlier entry may have changed what is
 * stored.
 */
final class EntryResources {

    private static final String OTHER_TYPE = "The resource of a Bundle entry is not of the type in its request.url.";

    private final InstanceGuard instances;

    EntryResources(InstanceGuard instances) {
        this.instances = instances;
    }

    /**
     * Judges one entry.
     *
     * @param demands what it demands, already met by type
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException what it would have been answered alone
     */
    void admit(BundleEntryComponent entry, Demands demands, Grants grants) {
        HTTPVerb method = entry.getRequest().getMethod();
        if (method == HTTPVerb.POST) {
            instances.admit(RestOperationTypeEnum.CREATE, null, entry.getResource(), demands, grants);
            return;
        }
        RestOperationTypeEnum interaction = interaction(method);
        if (interaction != null) {
            EntryUrl.parse(entry.getRequest().getUrl())
                    .filter(url -> url.depth() == 2)
                    .ifPresent(url -> {
                        checkType(method, url, entry.getResource(), grants);
                        instances.admit(interaction, id(url), entry.getResource(), demands, grants);
                    });
        }
    }

    /** HAPI would look for what is stored under the type of the body. */
    private static void checkType(HTTPVerb method, EntryUrl url, IBaseResource body, Grants grants) {
        if (method == HTTPVerb.PUT && body != null && grants.isRestricted()
                && !body.fhirType().equals(url.segment(0))) {
            throw Refusals.exception(new Verdict.Invalid(OTHER_TYPE));
        }
    }

    private static RestOperationTypeEnum interaction(HTTPVerb method) {
        return switch (method) {
            case PUT -> RestOperationTypeEnum.UPDATE;
            case PATCH -> RestOperationTypeEnum.PATCH;
            case DELETE -> RestOperationTypeEnum.DELETE;
            default -> null;
        };
    }

    private static IIdType id(EntryUrl url) {
        return new IdType(url.segment(0), url.segment(1));
    }
}
