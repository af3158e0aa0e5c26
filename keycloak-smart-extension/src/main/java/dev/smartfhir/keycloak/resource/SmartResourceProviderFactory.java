package dev.smartfhir.keycloak.resource;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Adds the path {@code smart} to every realm. */
public final class SmartResourceProviderFactory implements RealmResourceProviderFactory {

    /** The provider's id and the path below the realm's URL. */
    public static final String ID = "smart";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new SmartResourceProvider(session);
    }

    @Override
    public String getId() {
        return ID;
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
