package dev.smartfhir.keycloak.client;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/**
 * The client scopes that administrators assigned to one client. A client with a SMART-named one among them is a
 * <em>SMART client</em>, and its SMART-named scopes are <em>ceilings</em>: what it may have at most, never granted
 * unasked.
 */
public record AssignedScopes(Map<String, ClientScopeModel> byDefault, Map<String, ClientScopeModel> optional) {

    public AssignedScopes {
        byDefault = Collections.unmodifiableMap(byDefault);
        optional = Collections.unmodifiableMap(optional);
    }

    public static AssignedScopes of(ClientModel client) {
        return client instanceof ConfiguredClient known ? known.assigned() : read(client);
    }

    /** Reads what is assigned to a client that is no {@link ConfiguredClient}. */
    public static AssignedScopes read(ClientModel configured) {
        return new AssignedScopes(configured.getClientScopes(true), configured.getClientScopes(false));
    }

    /** Whether the client is a SMART client. */
    public boolean areSmart() {
        return ceilings().findAny().isPresent();
    }

    public Stream<ClientScopeModel> ceilings() {
        return all().filter(scope -> SmartNames.isSmart(scope.getName()));
    }

    /** Default scopes that stay out of the {@code scope} value, such as {@code basic} and {@code roles}. */
    public Map<String, ClientScopeModel> appliedUnasked() {
        return named(byDefault, scope -> !scope.isIncludeInTokenScope());
    }

    /** Ordinary scopes that a request may name: the optional ones and those defaults that would show in a token. */
    public Map<String, ClientScopeModel> requestable() {
        Map<String, ClientScopeModel> requestable = new HashMap<>(named(optional, scope -> true));
        requestable.putAll(named(byDefault, ClientScopeModel::isIncludeInTokenScope));
        return requestable;
    }

    private Stream<ClientScopeModel> all() {
        return Stream.concat(byDefault.values().stream(), optional.values().stream());
    }

    private static Map<String, ClientScopeModel> named(Map<String, ClientScopeModel> scopes,
            Predicate<ClientScopeModel> kept) {
        return scopes.entrySet().stream()
                .filter(entry -> !SmartNames.isSmart(entry.getKey()) && kept.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
