package dev.smartfhir.keycloak.authorization.request;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointCheckProvider;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointCheckProviderFactory;

/** Adds {@link AuthorizationGuard} to the checks of the authorization endpoint. */
public final class AuthorizationGuardFactory implements AuthorizationEndpointCheckProviderFactory {

    @Override
    public AuthorizationEndpointCheckProvider create(KeycloakSession session) {
        return new AuthorizationGuard(session);
    }

    @Override
    public String getId() {
        return "smart-guard";
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return true;
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to do before the first request.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
