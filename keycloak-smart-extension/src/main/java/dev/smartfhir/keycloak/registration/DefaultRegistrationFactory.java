package dev.smartfhir.keycloak.registration;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.clientregistration.DefaultClientRegistrationProviderFactory;

/** Takes the place of stock Keycloak's registration endpoint for its own descriptions. */
public final class DefaultRegistrationFactory extends DefaultClientRegistrationProviderFactory {

    /** The provider's id and the last segment of its path. */
    public static final String ID = "default";

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public ClientRegistrationProvider create(KeycloakSession session) {
        return new DefaultRegistration(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
