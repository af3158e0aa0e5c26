package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.authorization.request.CheckedRequest;
import dev.smartfhir.keycloak.ceiling.RegisteredPart;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.ConfiguredClient;
import dev.smartfhir.keycloak.consent.ConsentId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private AssignedScopes assigned;

    ScopedClient(KeycloakSession session, ClientModel configured) {
        super(configured.getId(), () -> configured);
        this.session = session;
        this.configured = configured;
    }

    @Override
    public ClientModel configured() {
        return configured;
    }

    /** Read once for all questions of a request, unless it is one that may change what is assigned. */
    @Override
    public AssignedScopes assigned() {
        if (assigned == null || Administration.isUnderWay(session)) {
            assigned = AssignedScopes.read(configured);
        }
        return assigned;
    }

    @Override
    public Map<String, ClientScopeModel> getClientScopes(boolean defaultScopes) {
        if (Administration.isUnderWay(session) || !assigned().areSmart()) {
            return configured.getClientScopes(defaultScopes);
        }
        return defaultScopes ? assigned().appliedUnasked() : withGranted(assigned().requestable());
    }

    private Map<String, ClientScopeModel> withGranted(Map<String, ClientScopeModel> requestable) {
        new ScopesUnderWay(session, configured).stream()
                .forEach(scope -> requestable.putIfAbsent(scope.getName(), scope));
        return requestable;
    }

    /** Stock code asks so for scopes whose id the realm does not know, such as those of a consent; and for words. */
    @Override
    public ClientScopeModel getParameterizedClientScope(String id) {
        boolean administrative = Administration.isUnderWay(session);
        if (!assigned().areSmart() || administrative && !ConsentId.isWritten(id)) {
            return configured.getParameterizedClientScope(id);
        }
        if (!ConsentId.isWritten(id)) {
            return null;
        }
        Stream<GrantedClientScope> underWay =
                administrative ? Stream.empty() : new ScopesUnderWay(session, configured).stream();
        return underWay.filter(scope -> scope.getId().equals(id)).findFirst()
                .or(() -> new ConsentedScopes(session, configured).find(id)).orElse(null);
    }

    /** Without wildcards, and while an authorization request is checked only the one that it names (SEC-09). */
    @Override
    public Set<String> getRedirectUris() {
        Set<String> registered = configured.getRedirectUris();
        if (Administration.isUnderWay(session) || !assigned().areSmart()) {
            return registered;
        }
        return CheckedRequest.underWay(session, configured).map(request -> request.redirectUris(configured, registered))
                .orElseGet(() -> registered.stream().filter(uri -> !uri.contains("*"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void addClientScope(ClientScopeModel scope, boolean defaultScope) {
        assigned = null;
        configured.addClientScope(scope, defaultScope);
        if (isByAdministratorToRegisteredApp()) {
            configured.setAttribute(RegisteredPart.ASSIGNED + scope.getId(), "true");
            unset(RegisteredPart.REMOVED + scope.getId());
        }
    }

    @Override
    public void addClientScopes(Set<ClientScopeModel> scopes, boolean defaultScope) {
        assigned = null;
        configured.addClientScopes(scopes, defaultScope);
    }

    @Override
    public void removeClientScope(ClientScopeModel scope) {
        assigned = null;
        configured.removeClientScope(scope);
        unset(RegisteredPart.ASSIGNED + scope.getId());
        if (isByAdministratorToRegisteredApp()) {
            configured.setAttribute(RegisteredPart.REMOVED + scope.getId(), "true");
        }
    }

    private boolean isByAdministratorToRegisteredApp() {
        return Administration.isAssignment(session) && configured.getAttribute(RegisteredPart.REGISTERED) != null;
    }

    private void unset(String attribute) {
        if (configured.getAttribute(attribute) != null) {
            configured.removeAttribute(attribute);
        }
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
