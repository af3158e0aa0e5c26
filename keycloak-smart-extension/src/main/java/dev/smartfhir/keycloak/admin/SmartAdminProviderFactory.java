package dev.smartfhir.keycloak.admin;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Adds the path {@code smart} to the administration interface of every realm. */
public final class SmartAdminProviderFactory implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {

    /** The provider's id and the path below that of the realm. */
    public static final String ID = "smart";

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public Object getResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions,
            AdminEventBuilder events) {
        return new SmartAdminResource(session, realm, permissions, events);
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
