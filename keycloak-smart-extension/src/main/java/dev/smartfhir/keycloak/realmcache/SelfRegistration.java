package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.client.AssignedScopes;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.services.ErrorResponseException;

/**
 * Keeps a SMART client that administers itself, by its registration access token, from what is for administrators to
 * give: another FHIR server, and introspection of other clients' tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.2">RFC 7591, section 3.2.2</a>
 */
final class SelfRegistration {

    private static final Set<String> FOR_ADMINISTRATORS = Set.of(FhirBases.CLIENT_ATTRIBUTE,
            OIDCConfigAttributes.ALLOW_TOKEN_INTROSPECTION_WITHOUT_AUDIENCE_CHECK);

    private SelfRegistration() {
    }

    /** @throws ErrorResponseException {@code invalid_client_metadata} if the client may not set this attribute so */
    static void check(KeycloakSession session, ClientModel client, String attribute, String value) {
        if (FOR_ADMINISTRATORS.contains(attribute) && Administration.isSelfRegistration(session)
                && AssignedScopes.of(client).areSmart()
                && !Objects.equals(value, client.getAttribute(attribute))) {
            throw new ErrorResponseException("invalid_client_metadata",
                    "Only an administrator may change the attribute " + attribute, Response.Status.BAD_REQUEST);
        }
    }
}
