package dev.smartfhir.hapi.capability;

import ca.uhn.fhir.util.ExtensionConstants;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;

/**
 * Takes out of the open CapabilityStatement how many resources of each type are stored, which HAPI JPA writes there.
 */
public final class ResourceCounts {

    private ResourceCounts() {
    }

    /**
     * Removes the counts.
     *
     * @param statement an R4 CapabilityStatement, possibly one that HAPI keeps
     */
    public static void removeFrom(IBaseConformance statement) {
        if (statement instanceof CapabilityStatement capabilities) {
            synchronized (capabilities) {
                capabilities.getRest().forEach(rest -> rest.getResource().forEach(type -> type.getExtension()
                        .removeIf(extension -> ExtensionConstants.CONF_RESOURCE_COUNT.equals(extension.getUrl()))));
            }
        }
    }
}
