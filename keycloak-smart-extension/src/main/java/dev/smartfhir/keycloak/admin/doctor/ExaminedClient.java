package dev.smartfhir.keycloak.admin.doctor;

import dev.smartfhir.keycloak.ceiling.Ceiling;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A SMART client under examination.
 *
 * @param outside the way to other servers
 */
public record ExaminedClient(KeycloakSession session, RealmModel realm, ClientModel client, Outside outside) {

    /** The client scopes that administrators assigned to it. */
    public AssignedScopes assigned() {
        return AssignedScopes.of(client);
    }

    /** Its ceilings that can be read. */
    public List<Scope> ceilings() {
        return assigned().ceilings().flatMap(scope -> Ceiling.read(scope.getName()).stream()).map(Ceiling::scope)
                .toList();
    }

    /** Whether it may have {@code system/} scopes. */
    public boolean isBackendService() {
        return ceilings().stream().anyMatch(scope -> context(scope) == Context.SYSTEM);
    }

    /** Whether it is an app with users. */
    public boolean isApp() {
        return ceilings().stream().anyMatch(scope -> scope instanceof LaunchScope
                || context(scope) == Context.PATIENT || context(scope) == Context.USER);
    }

    /** A client attribute, {@code ""} where it has none. */
    public String attribute(String name) {
        String value = client.getAttribute(name);
        return value == null ? "" : value.strip();
    }

    private static Context context(Scope scope) {
        return scope instanceof ResourceScope resource ? resource.context() : null;
    }
}
