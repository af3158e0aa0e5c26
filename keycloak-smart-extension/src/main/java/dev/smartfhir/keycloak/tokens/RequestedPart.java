package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.ScopeRequest;
import dev.smartfhir.keycloak.grant.UserGrant;

/**
 * Which part of a grant a refresh asks for by its {@code scope} parameter. The grant itself stays whole (D-28).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#refresh-access-token">SMART App Launch
 *      2.2, refresh access token</a>
 */
final class RequestedPart {

    private RequestedPart() {
    }

    /**
     * What the parameter and the grant have in common; the whole grant where there is no parameter (REF-11).
     *
     * @throws Refusal {@code invalid_scope} if a scope is malformed, or nothing asked for is in the grant
     */
    static UserGrant of(UserGrant grant, String parameter) {
        if (parameter == null || parameter.isBlank()) {
            return grant;
        }
        ScopeRequest request = ScopeRequest.read(parameter);
        UserGrant part = grant.narrowedTo(request.smart().intersect(grant.scopes()),
                grant.ordinary().stream().filter(request.ordinary()::contains).toList());
        if (part.scopes().isEmpty() && part.ordinary().isEmpty()) {
            throw Refusal.invalidScope("None of the scopes asked for was granted at launch, and a refresh adds "
                    + "nothing");
        }
        return part;
    }
}
