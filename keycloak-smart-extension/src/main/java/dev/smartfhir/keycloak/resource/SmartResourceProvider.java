package dev.smartfhir.keycloak.resource;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Gives {@link SmartResource} to Keycloak. */
final class SmartResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;

    SmartResourceProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return new SmartResource(session);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
