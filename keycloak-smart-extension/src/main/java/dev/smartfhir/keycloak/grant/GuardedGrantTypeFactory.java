package dev.smartfhir.keycloak.grant;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/** Takes the place of a stock grant type and puts {@link GuardedGrantType} before it. */
public abstract class GuardedGrantTypeFactory implements OAuth2GrantTypeFactory, EnvironmentDependentProviderFactory {

    static final int AHEAD_OF_STOCK = 100;

    private final OAuth2GrantTypeFactory stock;

    protected GuardedGrantTypeFactory(OAuth2GrantTypeFactory stock) {
        this.stock = stock;
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new GuardedGrantType(stock.create(session));
    }

    @Override
    public String getId() {
        return stock.getId();
    }

    @Override
    public String getShortcut() {
        return stock.getShortcut();
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return !(stock instanceof EnvironmentDependentProviderFactory feature) || feature.isSupported(config);
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }

    @Override
    public void init(Config.Scope config) {
        stock.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        stock.postInit(factory);
    }

    @Override
    public void close() {
        stock.close();
    }
}
