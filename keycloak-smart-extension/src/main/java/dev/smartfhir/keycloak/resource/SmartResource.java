package dev.smartfhir.keycloak.resource;

import org.keycloak.models.KeycloakSession;

/** What lies under {@code /realms/{realm}/smart}: one sub-resource per endpoint, made anew for every request. */
public class SmartResource {

    private final KeycloakSession session;

    public SmartResource(KeycloakSession session) {
        this.session = session;
    }
}
