package dev.smartfhir.keycloak.authorization.endpoint;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.ext.OIDCExtProvider;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.protocol.oidc.par.endpoints.ParRootEndpoint;

/** Takes the place of Keycloak's endpoint for pushed authorization requests. */
public class SmartParRootEndpoint extends ParRootEndpoint {

    private static final int AHEAD_OF_STOCK = 100;

    private final KeycloakSession session;
    private EventBuilder event;

    /** For the service loader. */
    public SmartParRootEndpoint() {
        this(null);
    }

    private SmartParRootEndpoint(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public OIDCExtProvider create(KeycloakSession session) {
        return new SmartParRootEndpoint(session);
    }

    @Override
    public ParEndpoint request() {
        return SmartParEndpoint.create(session, event);
    }

    @Override
    public void setEvent(EventBuilder event) {
        super.setEvent(event);
        this.event = event;
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
