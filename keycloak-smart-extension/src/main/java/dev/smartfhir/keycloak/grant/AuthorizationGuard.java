package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointCheckProvider;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointChecker;

/**
 * Closes the authorization endpoint to SMART clients while a seam of this module is not live: tokens of the implicit
 * flow pass no grant type.
 */
final class AuthorizationGuard implements AuthorizationEndpointCheckProvider {

    private final KeycloakSession session;

    AuthorizationGuard(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void check(AuthorizationEndpointChecker request)
            throws AuthorizationEndpointChecker.AuthorizationCheckException {
        if (request.getClient() == null || !AssignedScopes.of(request.getClient()).areSmart()) {
            return;
        }
        try {
            Seams.requireLive(session, request.getClient());
        } catch (Refusal refusal) {
            throw new AuthorizationEndpointChecker.AuthorizationCheckException(
                    Response.Status.INTERNAL_SERVER_ERROR, refusal.error(), refusal.getMessage());
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
