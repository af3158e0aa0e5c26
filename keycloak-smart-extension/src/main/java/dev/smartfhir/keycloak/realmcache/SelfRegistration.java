package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.registration.RegistrationCaller;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.services.ErrorResponseException;

/**
 * Keeps a client that registers or changes itself from the attributes that are for administrators to give: any client,
 * which may become a SMART client later, from those of this module, whose names begin with {@value #PREFIX}; a SMART
 * client from introspection of other clients' tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.2">RFC 7591, section 3.2.2</a>
 */
final class SelfRegistration {

    private static final String PREFIX = "smart.";

    private SelfRegistration() {
    }

    /** @throws ErrorResponseException {@code invalid_client_metadata} if the client may not set this attribute so */
    static void check(KeycloakSession session, ClientModel client, String attribute, String value) {
        if (isForAdministrators(attribute, client) && Administration.isSelfRegistration(session)
                && !RegistrationCaller.isAdministrator(session)
                && !Objects.equals(value, client.getAttribute(attribute))) {
            throw new ErrorResponseException("invalid_client_metadata",
                    "Only an administrator may change the attribute " + attribute, Response.Status.BAD_REQUEST);
        }
    }

    private static boolean isForAdministrators(String attribute, ClientModel client) {
        return attribute.startsWith(PREFIX)
                || attribute.equals(OIDCConfigAttributes.ALLOW_TOKEN_INTROSPECTION_WITHOUT_AUDIENCE_CHECK)
                && AssignedScopes.of(client).areSmart();
    }
}
