package dev.smartfhir.keycloak.grant;

import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * What one token request was judged to be worth. It is kept in the request's session, and SMART scopes exist for
 * stock code only while it is there: a grant that nobody judged resolves none.
 *
 * @param realmId the realm's internal id
 * @param clientId the client's internal id
 * @param scopes the SMART scopes granted, perhaps none
 * @param fhirBase the one audience of the token; {@code null} where no SMART scope is granted
 */
public record SmartGrant(String realmId, String clientId, ScopeSet scopes, String fhirBase) {

    private static final String ATTRIBUTE = SmartGrant.class.getName();

    public void keepIn(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** The grant under way for this client, if this request has one. */
    public static Optional<SmartGrant> underWay(KeycloakSession session, ClientModel client) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, SmartGrant.class))
                .filter(grant -> grant.clientId.equals(client.getId()))
                .filter(grant -> grant.realmId.equals(client.getRealm().getId()));
    }

    public List<ResourceScope> resourceScopes() {
        return scopes.resourceScopes();
    }

    public boolean isEmpty() {
        return scopes.isEmpty();
    }
}
