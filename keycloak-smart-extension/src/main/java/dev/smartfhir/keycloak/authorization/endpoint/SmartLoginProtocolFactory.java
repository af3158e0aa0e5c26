package dev.smartfhir.keycloak.authorization.endpoint;

import org.keycloak.Config;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;
import org.keycloak.protocol.oidc.OIDCProviderConfig;

/** Takes the place of Keycloak's OpenID Connect protocol, so that every code passes {@link SmartLoginProtocol}. */
public final class SmartLoginProtocolFactory extends OIDCLoginProtocolFactory {

    private static final int AHEAD_OF_STOCK = UI_ORDER + 100;

    private OIDCProviderConfig config;

    @Override
    public void init(Config.Scope scope) {
        super.init(scope);
        config = new OIDCProviderConfig(scope);
    }

    @Override
    public LoginProtocol create(KeycloakSession session) {
        return new SmartLoginProtocol(config).setSession(session);
    }

    @Override
    public Object createProtocolEndpoint(KeycloakSession session, EventBuilder event) {
        return new SmartLoginProtocolService(session, event);
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
