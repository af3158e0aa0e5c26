package dev.smartfhir.hapi.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reference targets that the server's own registry of search parameters knows.
 */
public final class RegistryReferenceTargets implements ReferenceTargets {

    private final ISearchParamRegistry registry;
    private final Set<String> types;

    /** Targets from this registry, looked up each time: an operator may load parameters while the server runs. */
    public RegistryReferenceTargets(FhirContext fhir, ISearchParamRegistry registry) {
        this.registry = registry;
        this.types = Set.copyOf(fhir.getResourceTypes());
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public Set<String> of(String type, String parameter) {
        RuntimeSearchParam found =
                registry.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.SEARCH);
        return isReference(found) && found.hasTargets() ? Set.copyOf(found.getTargets()) : Set.of();
    }

    @Override
    public Set<String> parametersOf(String type) {
        Set<String> codes = new TreeSet<>();
        registry.getActiveSearchParams(type, SearchParamLookupContextEnum.SEARCH).values().stream()
                .filter(RegistryReferenceTargets::isReference)
                .map(RuntimeSearchParam::getName)
                .forEach(codes::add);
        return codes;
    }

    @Override
    public boolean isActive(String type, String parameter) {
        return registry.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.SEARCH) != null;
    }

    private static boolean isReference(RuntimeSearchParam parameter) {
        return parameter != null && parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE;
    }
}
