package dev.smartfhir.keycloak.tokens;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.refresh.DefaultRefreshTokenProviderFactory;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;

/** Takes the place of the stock refresh tokens. */
public final class SmartRefreshTokenProviderFactory extends DefaultRefreshTokenProviderFactory {

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public RefreshTokenProvider create(KeycloakSession session) {
        return new SmartRefreshTokenProvider(session);
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
