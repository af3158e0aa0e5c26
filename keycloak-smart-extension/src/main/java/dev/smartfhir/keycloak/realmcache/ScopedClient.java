package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.ConfiguredClient;
import dev.smartfhir.keycloak.grant.SmartGrant;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.delegate.ClientModelLazyDelegate;

/**
 * A client as stock code may see it. Where it is a SMART client and a token is at stake, its ceilings are not there,
 * nothing that would show in the {@code scope} value applies unasked, and the scopes of the grant under way are there
 * by their exact names. In every other case it is what the administrators configured.
 */
final class ScopedClient extends ClientModelLazyDelegate.WithId implements ConfiguredClient {

    private final KeycloakSession session;
    private final ClientModel configured;

    ScopedClient(KeycloakSession session, ClientModel configured) {
        super(configured.getId(), () -> configured);
        this.session = session;
        this.configured = configured;
    }

    @Override
    public ClientModel configured() {
        return configured;
    }

    @Override
    public Map<String, ClientScopeModel> getClientScopes(boolean defaultScopes) {
        if (Administration.isUnderWay(session)) {
            return configured.getClientScopes(defaultScopes);
        }
        AssignedScopes assigned = AssignedScopes.of(configured);
        if (!assigned.areSmart()) {
            return defaultScopes ? assigned.byDefault() : assigned.optional();
        }
        return defaultScopes ? assigned.appliedUnasked() : withGranted(assigned.requestable());
    }

    private Map<String, ClientScopeModel> withGranted(Map<String, ClientScopeModel> requestable) {
        SmartGrant.underWay(session, this).ifPresent(grant -> grant.scopes().stream()
                .map(scope -> new GrantedClientScope(getRealm(), scope.text()))
                .forEach(scope -> requestable.put(scope.getName(), scope)));
        return requestable;
    }

    @Override
    public void setAttribute(String name, String value) {
        SelfRegistration.check(session, configured, name, value);
        configured.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        SelfRegistration.check(session, configured, name, null);
        configured.removeAttribute(name);
    }

    @Override
    public String getType() {
        return configured.getType();
    }

    @Override
    public void setType(String type) {
        configured.setType(type);
    }

    @Override
    public String toString() {
        return configured.toString();
    }
}
