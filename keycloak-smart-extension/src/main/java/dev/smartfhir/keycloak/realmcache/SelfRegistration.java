package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.ceiling.AttributeValues;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.consent.ConsentId;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.services.ErrorResponseException;

/**
 * Keeps a client that registers or changes itself from what is for administrators to give: a SMART client from another
 * FHIR server and from introspection of other clients' tokens; any client, which may become a SMART client later, from
 * attributes that fill the placeholders of ceilings, or that say what users consented to.
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
        if (isForAdministrators(attribute, client) && Administration.isSelfRegistration(session)
                && !Objects.equals(value, client.getAttribute(attribute))) {
            throw new ErrorResponseException("invalid_client_metadata",
                    "Only an administrator may change the attribute " + attribute, Response.Status.BAD_REQUEST);
        }
    }

    private static boolean isForAdministrators(String attribute, ClientModel client) {
        return attribute.startsWith(AttributeValues.CLIENT_PREFIX)
                || attribute.startsWith(ConsentId.ATTRIBUTE_PREFIX)
                || FOR_ADMINISTRATORS.contains(attribute) && AssignedScopes.of(client).areSmart();
    }
}
