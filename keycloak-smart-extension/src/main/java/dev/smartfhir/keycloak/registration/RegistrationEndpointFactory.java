package dev.smartfhir.keycloak.registration;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationProviderFactory;

/** Takes the place of Keycloak's registration endpoint of RFC 7591. */
public final class RegistrationEndpointFactory extends OIDCClientRegistrationProviderFactory {

    /** The realm attribute with the client scopes that an app which registers itself may get. */
    public static final String SCOPES_ATTRIBUTE = RegistrationList.ATTRIBUTE;

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public ClientRegistrationProvider create(KeycloakSession session) {
        return new RegistrationEndpoint(session);
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
