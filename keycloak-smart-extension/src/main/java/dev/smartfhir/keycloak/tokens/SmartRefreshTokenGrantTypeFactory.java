package dev.smartfhir.keycloak.tokens;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.RefreshTokenGrantTypeFactory;

/** Takes the place of the stock refresh token grant. */
public final class SmartRefreshTokenGrantTypeFactory extends RefreshTokenGrantTypeFactory {

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new SmartRefreshTokenGrantType();
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
