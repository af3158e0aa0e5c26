package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.ceiling.Ceiling;
import dev.smartfhir.keycloak.ceiling.RegisteredPart;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * The realm's list for registration: the client scopes that an app which registers itself may get, named in the realm
 * attribute {@value #ATTRIBUTE}, separated by spaces. Each must exist as a client scope of the realm; those for
 * {@code system/}, for introspection, and what cannot be read count for nothing.
 *
 * @param scopes the client scopes by their names, in the order of the list
 */
record RegistrationList(List<ClientScopeModel> scopes) {

    static final String ATTRIBUTE = "smart.registration.scopes";

    static RegistrationList of(RealmModel realm) {
        String names = Optional.ofNullable(realm.getAttribute(ATTRIBUTE)).orElse("");
        Map<String, ClientScopeModel> known = realm.getClientScopesStream()
                .filter(scope -> scope.getProtocol() == null
                        || scope.getProtocol().equals(OIDCLoginProtocol.LOGIN_PROTOCOL))
                .collect(Collectors.toMap(ClientScopeModel::getName, Function.identity(), (one, other) -> one));
        return new RegistrationList(Stream.of(names.split("\\s+")).distinct().filter(RegistrationList::isForApps)
                .map(known::get).filter(scope -> scope != null).toList());
    }

    /** Whether an app can register itself in this realm. */
    boolean isOpen() {
        return scopes.stream().anyMatch(scope -> SmartNames.isSmart(scope.getName()));
    }

    /** The list for one client that is registered: without what an administrator took from it. */
    RegistrationList leftTo(ClientModel client) {
        return new RegistrationList(scopes.stream()
                .filter(scope -> !RegisteredPart.isRemovedByAdministrator(client, scope)).toList());
    }

    /** The most that a client scope of the list can allow; empty for an ordinary one, which has only its name. */
    static Optional<Scope> ceiling(ClientScopeModel scope) {
        return SmartNames.isSmart(scope.getName())
                ? Ceiling.read(scope.getName()).map(Ceiling::upperBound)
                : Optional.empty();
    }

    /** Whether an app may get this scope without an administrator. */
    static boolean isForApps(Scope scope) {
        return !scope.equals(SmartNames.INTROSPECT)
                && !(scope instanceof ResourceScope resource && resource.context() == Context.SYSTEM);
    }

    private static boolean isForApps(String name) {
        return !SmartNames.isSmart(name)
                || Ceiling.read(name).filter(ceiling -> isForApps(ceiling.scope())).isPresent();
    }
}
