package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.consent.ConsentId;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.infinispan.RealmCacheManager;
import org.keycloak.models.cache.infinispan.RealmCacheSession;
import org.keycloak.services.ErrorResponse;

/** The realm cache of one request: hands out {@link ScopedClient}s and refuses names that no ceiling can have. */
final class SmartRealmCacheSession extends RealmCacheSession {

    /** By internal id, so that what a request has read of a client serves all its questions. */
    private final Map<String, ScopedClient> scoped = new HashMap<>();

    SmartRealmCacheSession(RealmCacheManager cache, KeycloakSession session) {
        super(cache, session);
    }

    @Override
    public ClientModel getClientById(RealmModel realm, String id) {
        return ConsentId.isWritten(id) ? null : scoped(super.getClientById(realm, id));
    }

    @Override
    public ClientModel getClientByClientId(RealmModel realm, String clientId) {
        return scoped(super.getClientByClientId(realm, clientId));
    }

    @Override
    public ClientModel addClient(RealmModel realm, String clientId) {
        return scoped(super.addClient(realm, clientId));
    }

    @Override
    public ClientModel addClient(RealmModel realm, String id, String clientId) {
        requireNoConsent(id);
        return scoped(super.addClient(realm, id, clientId));
    }

    @Override
    public Stream<ClientModel> getClientsStream(RealmModel realm, Integer firstResult, Integer maxResults) {
        return super.getClientsStream(realm, firstResult, maxResults).map(this::scoped);
    }

    @Override
    public Stream<ClientModel> getClientsStream(RealmModel realm) {
        return super.getClientsStream(realm).map(this::scoped);
    }

    @Override
    public Stream<ClientModel> getAlwaysDisplayInConsoleClientsStream(RealmModel realm) {
        return super.getAlwaysDisplayInConsoleClientsStream(realm).map(this::scoped);
    }

    @Override
    public Stream<ClientModel> searchClientsByClientIdStream(RealmModel realm, String clientId, Integer firstResult,
            Integer maxResults) {
        return super.searchClientsByClientIdStream(realm, clientId, firstResult, maxResults).map(this::scoped);
    }

    @Override
    public Stream<ClientModel> searchClientsByAttributes(RealmModel realm, Map<String, String> attributes,
            Integer firstResult, Integer maxResults) {
        return super.searchClientsByAttributes(realm, attributes, firstResult, maxResults).map(this::scoped);
    }

    @Override
    public Stream<ClientModel> searchClientsByAuthenticationFlowBindingOverrides(RealmModel realm,
            Map<String, String> overrides, Integer firstResult, Integer maxResults) {
        return super.searchClientsByAuthenticationFlowBindingOverrides(realm, overrides, firstResult, maxResults)
                .map(this::scoped);
    }

    @Override
    public ClientScopeModel addClientScope(RealmModel realm, String name) {
        CeilingName.check(name);
        return super.addClientScope(realm, name);
    }

    @Override
    public ClientScopeModel addClientScope(RealmModel realm, String id, String name) {
        requireNoConsent(id);
        CeilingName.check(name);
        return super.addClientScope(realm, id, name);
    }

    @Override
    public ClientScopeModel getClientScopeById(RealmModel realm, String id) {
        if (ConsentId.isWritten(id)) {
            return null;
        }
        ClientScopeModel scope = super.getClientScopeById(realm, id);
        return scope != null && Administration.isUnderWay(session) ? new AdministeredClientScope(scope) : scope;
    }

    /** Nothing that is stored may look like a consent: the consent to it would then give data. */
    private static void requireNoConsent(String id) {
        if (id != null && ConsentId.isWritten(id)) {
            throw ErrorResponse.error("The id begins like that of a consent: choose another",
                    Response.Status.BAD_REQUEST);
        }
    }

    private ClientModel scoped(ClientModel client) {
        if (client == null || client instanceof ScopedClient) {
            return client;
        }
        return scoped.compute(client.getId(), (id, known) ->
                known != null && known.configured() == client ? known : new ScopedClient(session, client));
    }
}
