package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.startup.Seams;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointCheckProvider;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointChecker;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointChecker.AuthorizationCheckException;

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
            CheckedRequest request = CheckedRequest.underWay(session).orElseThrow(() ->
                    Refusal.serverError("SMART clients are served by this module's authorization endpoint only"));
            StockReading.requireWhole(request.parameters(), stock.getAuthorizationEndpointRequest());
            new AuthorizationJudge(session).judge(request, stock.getClient());
        } catch (Refusal refusal) {
            stock.getEventBuilder().detail(Details.REASON, refusal.getMessage());
            stock.getEventBuilder().error(refusal.error());
            throw new AuthorizationCheckException(refusal.status(), refusal.error(), refusal.getMessage());
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
