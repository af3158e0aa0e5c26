package dev.smartfhir.keycloak.admin.ready;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.DefaultClientScopes;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/** The client scopes of Keycloak's own that SMART clients need; realms that were imported may lack them. */
final class StockScopeStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        OIDCLoginProtocolFactory stock = (OIDCLoginProtocolFactory) prepared.session().getKeycloakSessionFactory()
                .getProviderFactory(LoginProtocol.class, OIDCLoginProtocol.LOGIN_PROTOCOL);
        return Stream.of(
                missing(prepared, OIDCLoginProtocolFactory.BASIC_SCOPE, "So that tokens say whose they are (sub).",
                        stock::addBasicClientScope),
                missing(prepared, OIDCLoginProtocolFactory.ROLES_SCOPE, "So that tokens for Keycloak's own interfaces "
                        + "can hold roles.", stock::addRolesClientScope),
                missing(prepared, OAuth2Constants.OFFLINE_ACCESS, "So that apps may act without their user.",
                        StockScopeStep::addOfflineAccess)).flatMap(changes -> changes);
    }

    private static Stream<PlannedChange> missing(PreparedRealm prepared, String name, String why,
            Consumer<RealmModel> add) {
        RealmModel realm = prepared.realm();
        return KeycloakModelUtils.getClientScopeByName(realm, name) != null ? Stream.empty()
                : Stream.of(prepared.change("client scope", "", name, why, OperationType.CREATE,
                        ResourceType.CLIENT_SCOPE, "client-scopes", () -> add.accept(realm)));
    }

    private static void addOfflineAccess(RealmModel realm) {
        if (realm.getRole(OAuth2Constants.OFFLINE_ACCESS) == null) {
            realm.addRole(OAuth2Constants.OFFLINE_ACCESS);
        }
        DefaultClientScopes.createOfflineAccessClientScope(realm, realm.getRole(OAuth2Constants.OFFLINE_ACCESS));
    }
}
