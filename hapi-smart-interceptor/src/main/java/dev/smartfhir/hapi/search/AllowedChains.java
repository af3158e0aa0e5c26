package dev.smartfhir.hapi.search;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chains that the operator lets count as part of the searched type (D-05).
 *
 * <p>Each is {@code Type:parameter.parameter}, such as {@code ClaimResponse:request.patient.name}. Type qualifiers and
 * modifiers of a request do not matter: {@code request:Claim.patient.name:exact} is the same chain.
 */
public final class AllowedChains {

    private final Set<String> chains;

    /** These chains, each as {@code Type:parameter.parameter}. */
    public AllowedChains(Set<String> chains) {
        this.chains = Set.copyOf(chains);
    }

    /** Whether a parameter of a search on a type is an allowed chain. */
    boolean contain(String type, String parameter) {
        return chains.contains(type + ":" + withoutQualifiers(parameter));
    }

    private static String withoutQualifiers(String parameter) {
        return Stream.of(parameter.split("\\.", -1))
                .map(step -> step.indexOf(':') < 0 ? step : step.substring(0, step.indexOf(':')))
                .collect(Collectors.joining("."));
    }
}
