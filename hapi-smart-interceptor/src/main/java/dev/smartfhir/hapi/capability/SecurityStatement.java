package dev.smartfhir.hapi.capability;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseConformance;

/**
 * Leaves the statement as it is.
 */
public final class SecurityStatement {

    /**
     * Leaves the statement as it is.
     */
    public void addTo(IBaseConformance statement, RequestDetails request) {
    }
}
