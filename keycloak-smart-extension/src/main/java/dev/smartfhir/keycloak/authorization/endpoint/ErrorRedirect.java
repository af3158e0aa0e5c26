package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.events.ToldReason;
import dev.smartfhir.keycloak.grant.Refusal;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.OIDCRedirectUriBuilder;
import org.keycloak.protocol.oidc.utils.OIDCResponseMode;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Ends an authorization with an error that is sent to the app's verified redirect URI.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1">RFC 6749, section 4.1.2.1</a>
 */
final class ErrorRedirect {

    private final KeycloakSession session;

    ErrorRedirect(KeycloakSession session) {
        this.session = session;
    }

    /** Records the refusal, ends this tab's authentication session and gives the redirect. */
    Response refuse(AuthenticationSessionModel authentication, Refusal refusal, EventBuilder event) {
        event.clone().detail(Details.REASON, ToldReason.of(refusal.getMessage())).error(refusal.error());
        OIDCResponseMode mode = OIDCResponseMode.parse(
                authentication.getClientNote(OIDCLoginProtocol.RESPONSE_MODE_PARAM),
                OIDCResponseType.parse(authentication.getClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM)));
        OIDCRedirectUriBuilder redirect = OIDCRedirectUriBuilder
                .fromUri(authentication.getRedirectUri(), mode, session, null)
                .addParam(OAuth2Constants.ERROR, refusal.error())
                .addParam(OAuth2Constants.ERROR_DESCRIPTION, refusal.getMessage());
        String state = authentication.getClientNote(OIDCLoginProtocol.STATE_PARAM);
        if (state != null) {
            redirect.addParam(OAuth2Constants.STATE, state);
        }
        if (!OIDCAdvancedConfigWrapper.fromClientModel(authentication.getClient())
                .isExcludeIssuerFromAuthResponse()) {
            redirect.addParam(OAuth2Constants.ISSUER, Urls.realmIssuer(
                    session.getContext().getUri().getBaseUri(), authentication.getRealm().getName()));
        }
        new AuthenticationSessionManager(session)
                .removeTabIdInAuthenticationSession(authentication.getRealm(), authentication);
        return redirect.build();
    }
}
