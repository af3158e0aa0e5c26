package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/**
 * What a history shows to a token for a patient or a user: versions that it may read, each for itself, and neither how
 * many there are nor which of them were deletions (SCO-02, D-23).
 */
final class RestrictedHistory {

    private RestrictedHistory() {
    }

    /** Filters a history in place; other results stay as they are. */
    static void filter(Bundle bundle, RestOperationTypeEnum interaction, Grants grants) {
        if (bundle.getType() == BundleType.HISTORY) {
            boolean ofType = interaction == RestOperationTypeEnum.HISTORY_TYPE
                    || interaction == RestOperationTypeEnum.HISTORY_SYSTEM;
            bundle.getEntry().removeIf(entry -> !(ofType ? isShown(entry, grants) : isRead(entry, grants)));
            bundle.setTotalElement(null);
        }
    }

    /** The history of one resource needs read, and so does each version, whatever search shows of the type. */
    private static boolean isRead(BundleEntryComponent entry, Grants grants) {
        IBaseResource resource = entry.getResource();
        Need read = new Need(Interaction.READ, resource == null ? typeOf(entry) : resource.fhirType());
        return grants.extent(read).isRestricted()
                ? resource != null && grants.covers(Interaction.READ, resource)
                : isShown(entry, grants);
    }

    private static boolean isShown(BundleEntryComponent entry, Grants grants) {
        IBaseResource resource = entry.getResource();
        return resource == null
                ? grants.shows(typeOf(entry))
                : grants.shows(resource.fhirType()) || grants.covers(Interaction.READ, resource);
    }

    /** The type in {@code Type/id} of a deletion; every type where it is not clear. */
    private static String typeOf(BundleEntryComponent entry) {
        String url = entry.getRequest().hasUrl() ? entry.getRequest().getUrl() : "";
        return url.contains("/") ? url.substring(0, url.indexOf('/')) : ResourceScope.EVERY_TYPE;
    }
}
