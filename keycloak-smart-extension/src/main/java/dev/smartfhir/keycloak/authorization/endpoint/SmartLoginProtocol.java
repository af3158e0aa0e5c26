package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.PendingGrants;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The OpenID Connect protocol. No SMART client gets an authorization code but by the grant that was decided about here.
 */
class SmartLoginProtocol extends OIDCLoginProtocol {

    SmartLoginProtocol(OIDCProviderConfig config) {
        super(config);
    }

    @Override
    public Response authenticated(AuthenticationSessionModel authentication, UserSessionModel userSession,
            ClientSessionContext clientSession) {
        Optional<PendingAuthorization> pending = PendingAuthorization.of(authentication);
        if (DeviceGrantType.isOAuth2DeviceVerificationFlow(authentication)
                || pending.isEmpty() && !AssignedScopes.of(authentication.getClient()).areSmart()) {
            return super.authenticated(authentication, userSession, clientSession);
        }
        clean(clientSession.getClientSession());
        try {
            UserGrant grant = new FinishedAuthorization(session, realm, event).grant(authentication,
                    pending.orElseThrow(() -> Refusal.serverError("This login was not begun by an authorization "
                            + "request of this app: begin again in the app")), userSession.getUser());
            String marker = new PendingGrants(session).keep(grant, realm.getId(), authentication.getClient().getId(),
                    userSession.getId());
            authentication.setClientNote(OAuth2Constants.SCOPE, grant.scope() + " " + marker);
        } catch (Refusal refusal) {
            return new ErrorRedirect(session).refuse(authentication, refusal, event);
        }
        return super.authenticated(authentication, userSession, clientSession);
    }

    /** Pushed requests of SMART clients are used up when the code is made, whatever stands between. */
    @Override
    public void authenticationComplete(AuthenticationSessionModel authentication) {
        if (PendingAuthorization.of(authentication).isEmpty()) {
            super.authenticationComplete(authentication);
        }
    }

    /** A client session serves every grant of an app in one login session, so nothing about a grant stays in it. */
    private static void clean(AuthenticatedClientSessionModel clientSession) {
        clientSession.removeNote(PendingAuthorization.NOTE);
        List.copyOf(clientSession.getNotes().keySet()).stream()
                .filter(name -> name.startsWith(AuthorizationEndpoint.LOGIN_SESSION_NOTE_ADDITIONAL_REQ_PARAMS_PREFIX))
                .forEach(clientSession::removeNote);
    }
}
