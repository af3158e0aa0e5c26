package dev.smartfhir.keycloak.authorization.endpoint;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;

/** The endpoints of OpenID Connect; those that begin an authorization are {@link SmartAuthorizationEndpoint}. */
public class SmartLoginProtocolService extends OIDCLoginProtocolService {

    private final KeycloakSession session;
    private final EventBuilder event;

    public SmartLoginProtocolService(KeycloakSession session, EventBuilder event) {
        super(session, event);
        this.session = session;
        this.event = event;
    }

    @Override
    public Object auth() {
        return SmartAuthorizationEndpoint.create(session, event);
    }

    @Override
    public Object registrations(String tokenString) {
        return SmartAuthorizationEndpoint.create(session, event).register(tokenString);
    }

    @Override
    public Object forgotCredentialsPage() {
        return SmartAuthorizationEndpoint.create(session, event).forgotCredentials();
    }
}
