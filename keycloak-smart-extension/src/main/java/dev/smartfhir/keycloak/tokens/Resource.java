package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.OAuth2Constants;

/**
 * The parameter {@code resource} of a token request: it may name the grant's FHIR server once more, and no other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8707.html#section-2.2">RFC 8707, section 2.2</a>
 */
final class Resource {

    private Resource() {
    }

    /**
     * Checks the parameter and takes it away, so that stock code does not act on it.
     *
     * @throws Refusal {@code invalid_target} if it names another server
     */
    static void check(MultivaluedMap<String, String> form, UserGrant grant) {
        String resource = form.getFirst(OAuth2Constants.RESOURCE);
        if (resource == null || grant.fhirBase() == null) {
            return;
        }
        if (FhirBaseUrl.read(resource).filter(url -> FhirBaseUrl.read(grant.fhirBase())
                .filter(url::isSameAs).isPresent()).isEmpty()) {
            throw Refusal.invalidTarget("The parameter resource is not the FHIR server that was authorized");
        }
        form.remove(OAuth2Constants.RESOURCE);
    }
}
