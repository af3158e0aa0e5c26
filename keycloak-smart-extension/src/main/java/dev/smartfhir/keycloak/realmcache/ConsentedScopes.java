package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.consent.ConsentId;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * Finds the scopes of users' consents again by their ids, on any node and without the request that they came from.
 * Nothing becomes grantable by it: Keycloak grants by names, and no name is an id.
 */
final class ConsentedScopes {

    private final KeycloakSession session;
    private final ClientModel client;

    ConsentedScopes(KeycloakSession session, ClientModel client) {
        this.session = session;
        this.client = client;
    }

    private String words(ConsentId id) {
        String words = new ConsentWords(session).of(ScopeSet.readable(id.scopes()));
        return id.mark().isEmpty() ? words : words + " (" + id.mark().substring(1) + ")";
    }

    /**
     * The scope behind an id. What was declined is none for the consoles, which list what an app may have; and an
     * export has none at all, because an import could not find it.
     */
    Optional<GrantedClientScope> find(String id) {
        return Administration.isWithoutRequest(session) ? Optional.empty()
                : ConsentId.read(id, client::getAttribute)
                        .filter(read -> read.granted() || !Administration.isConsole(session))
                        .map(read -> GrantedClientScope.shown(client.getRealm(), read, read.text(),
                                () -> words(read)));
    }
}
