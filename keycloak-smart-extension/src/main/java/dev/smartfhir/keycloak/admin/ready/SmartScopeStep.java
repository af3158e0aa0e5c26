package dev.smartfhir.keycloak.admin.ready;

import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.idm.ClientScopeRepresentation;

/** The client scopes that administrators assign to SMART clients; of themselves they give nobody anything. */
final class SmartScopeStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        RealmModel realm = prepared.realm();
        return prepared.shipped().clientScopes().stream()
                .filter(scope -> KeycloakModelUtils.getClientScopeByName(realm, scope.getName()) == null)
                .map(scope -> prepared.change("client scope", "", scope.getName(), scope.getDescription() + ".",
                        OperationType.CREATE, ResourceType.CLIENT_SCOPE, "client-scopes", () -> add(realm, scope)));
    }

    private static void add(RealmModel realm, ClientScopeRepresentation scope) {
        RepresentationToModel.createClientScope(realm, scope);
    }
}
