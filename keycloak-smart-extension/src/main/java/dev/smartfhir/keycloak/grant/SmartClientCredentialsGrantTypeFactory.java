package dev.smartfhir.keycloak.grant;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.ClientCredentialsGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** Takes the place of the stock client credentials grant. */
public final class SmartClientCredentialsGrantTypeFactory extends ClientCredentialsGrantTypeFactory {

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new SmartClientCredentialsGrantType();
    }

    @Override
    public int order() {
        return GuardedGrantTypeFactory.AHEAD_OF_STOCK;
    }
}
