package dev.smartfhir.benchmarks.decision;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The search parameters of R4, looked up in a map as a JPA server does; HAPI's registry for plain servers goes through
 * all parameters of the type each time.
 */
final class KnownSearchParameters extends FhirContextSearchParamRegistry {

    private final Map<String, RuntimeSearchParam> known = new ConcurrentHashMap<>();

    KnownSearchParameters(FhirContext fhir) {
        super(fhir);
    }

    @Override
    public RuntimeSearchParam getActiveSearchParam(
            String type, String name, SearchParamLookupContextEnum context) {
        return known.computeIfAbsent(type + "?" + name, key -> super.getActiveSearchParam(type, name, context));
    }
}
