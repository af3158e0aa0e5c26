package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.events.ToldReason;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointCheckProvider;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointChecker;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointChecker.AuthorizationCheckException;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.messages.Messages;

/** Judges every authorization request of a SMART client, after stock code's own checks. */
final class AuthorizationGuard implements AuthorizationEndpointCheckProvider {

    private final KeycloakSession session;

    AuthorizationGuard(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void check(AuthorizationEndpointChecker stock) throws AuthorizationCheckException {
        if (stock.getClient() == null || !AssignedScopes.of(stock.getClient()).areSmart()) {
            return;
        }
        try {
            Seams.requireLive(session, stock.getClient());
            CheckedRequest request = CheckedRequest.underWay(session, stock.getClient()).orElseThrow(() ->
                    Refusal.serverError("SMART clients are served by this module's authorization endpoint only"));
            tellWhatIsAsked(request.parameters(), stock);
            requireStateCanBeEchoed(request.parameters(), stock);
            if (!request.isOf(stock.getClient())) {
                throw Refusal.invalidRequest("The request was pushed by another client");
            }
            StockReading.requireWhole(request.parameters(), stock.getAuthorizationEndpointRequest());
            new AuthorizationJudge(session).judge(request, stock.getClient());
        } catch (Refusal refusal) {
            stock.getEventBuilder().detail(Details.REASON, ToldReason.of(refusal.getMessage()));
            stock.getEventBuilder().error(refusal.error());
            throw new AuthorizationCheckException(refusal.status(), refusal.error(), refusal.getMessage());
        }
    }

    private static void tellWhatIsAsked(AuthorizationParameters parameters, AuthorizationEndpointChecker stock) {
        SmartDetails.launch(stock.getEventBuilder(), parameters.get("launch").isPresent());
        SmartDetails.requested(stock.getEventBuilder(), stock.getClient(),
                parameters.get(OAuth2Constants.SCOPE).orElse(null));
    }

    /** Without the exact state no redirect can tell the app anything (LCH-22). */
    private void requireStateCanBeEchoed(AuthorizationParameters parameters, AuthorizationEndpointChecker stock) {
        String state = stock.getAuthorizationEndpointRequest().getState();
        if (!Objects.equals(parameters.values().get(OIDCLoginProtocol.STATE_PARAM), state)) {
            stock.getEventBuilder().detail(Details.REASON, "The parameter state is too long or holds control "
                    + "characters").error(Errors.INVALID_REQUEST);
            throw new ErrorPageException(session, Response.Status.BAD_REQUEST, Messages.INVALID_PARAMETER,
                    OIDCLoginProtocol.STATE_PARAM);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
