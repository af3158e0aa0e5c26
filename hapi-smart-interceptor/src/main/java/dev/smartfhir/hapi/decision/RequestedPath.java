package dev.smartfhir.hapi.decision;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a request names, below the name of a tenant: a header may give HAPI another id.
 *
 * @param type a FHIR resource type; empty where the path names none
 * @param id   a FHIR id without a version; empty where the path names none
 */
record RequestedPath(Optional<String> type, Optional<String> id) {

    static RequestedPath of(RequestDetails request) {
        String type = request.getResourceName();
        if (type == null || !ResourceTypes.isKnown(type)) {
            return new RequestedPath(Optional.empty(), Optional.empty());
        }
        List<String> segments = List.of(String.valueOf(request.getRequestPath()).split("/"));
        int next = segments.indexOf(type) + 1;
        return new RequestedPath(Optional.of(type), next > 0 && next < segments.size()
                ? Optional.of(segments.get(next)).filter(FhirId::isValid) : Optional.empty());
    }
}
