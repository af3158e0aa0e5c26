package dev.smartfhir.keycloak.introspection;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Takes the place of the stock introspection of access tokens. */
public final class SmartIntrospectionProviderFactory extends AccessTokenIntrospectionProviderFactory {

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new SmartIntrospectionProvider(session);
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
