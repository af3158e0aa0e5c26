package dev.smartfhir.keycloak.resource;

import dev.smartfhir.keycloak.introspection.IntrospectionEndpoint;
import dev.smartfhir.keycloak.launch.LaunchEndpoint;
import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;

/** What lies under {@code /realms/{realm}/smart}: one sub-resource per endpoint, made anew for every request. */
public class SmartResource {

    private final KeycloakSession session;

    public SmartResource(KeycloakSession session) {
        this.session = session;
    }

    @Path("introspect")
    public IntrospectionEndpoint introspect() {
        return new IntrospectionEndpoint(session);
    }

    @Path("launch")
    public LaunchEndpoint launch() {
        return new LaunchEndpoint(session);
    }
}
