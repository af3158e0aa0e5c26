package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An authorization request that keeps every rule, and what of its scopes the client may have at most.
 *
 * @param fhirBase the FHIR server asked for, as the realm configures it; {@code null} where nothing needs one
 * @param asked the parameter {@code scope} as it was sent
 * @param scopes the SMART scopes asked for and within the client's ceilings, users' roles not yet considered
 * @param ordinary the other scopes asked for and assigned to the client, in the order asked for
 * @param launch the handle of the EHR launch; empty in a standalone launch
 * @param requestUri the {@code request_uri} of a pushed request, else empty
 */
public record JudgedRequest(String fhirBase, String asked, ScopeSet scopes, List<String> ordinary,
        Optional<String> launch, Optional<String> requestUri) {

    /** The {@code scope} value that stock code then resolves name by name. */
    public String scope() {
        return Stream.concat(ordinary.stream(), scopes.stream().map(Object::toString))
                .collect(Collectors.joining(" "));
    }

    /** Leaves the launch handle out. */
    @Override
    public String toString() {
        return "JudgedRequest[" + scope() + "]";
    }
}
