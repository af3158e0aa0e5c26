package dev.smartfhir.keycloak.tokens;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.AuthorizationCodeGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** Takes the place of the stock authorization code grant. */
public final class SmartAuthorizationCodeGrantTypeFactory extends AuthorizationCodeGrantTypeFactory {

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new SmartAuthorizationCodeGrantType();
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
