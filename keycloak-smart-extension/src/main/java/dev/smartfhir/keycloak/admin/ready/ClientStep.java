package dev.smartfhir.keycloak.admin.ready;

import dev.smartfhir.keycloak.client.AssignedScopes;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/** Every SMART client has {@code basic}, without which a token says not whose it is; no other client is touched. */
final class ClientStep implements Step {

    private static final String BASIC = OIDCLoginProtocolFactory.BASIC_SCOPE;

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        return prepared.realm().getClientsStream().filter(client -> {
            AssignedScopes assigned = AssignedScopes.of(client);
            return assigned.areSmart() && !assigned.byDefault().containsKey(BASIC);
        }).map(client -> new PlannedChange(new Change("client " + client.getClientId(), "default client scopes", "",
                BASIC, "So that its tokens say whose they are (sub)."), OperationType.UPDATE, ResourceType.CLIENT,
                "clients/" + client.getId(), () -> assign(prepared, client)));
    }

    private static void assign(PreparedRealm prepared, ClientModel client) {
        ClientScopeModel basic = KeycloakModelUtils.getClientScopeByName(prepared.realm(), BASIC);
        if (client.getClientScopes(false).containsKey(BASIC)) {
            client.removeClientScope(basic);
        }
        client.addClientScope(basic, true);
    }
}
