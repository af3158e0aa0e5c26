package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.wording.ScopeParts;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/**
 * What a user is asked about when an app asks for access: the parts of what he could grant at all.
 *
 * @param data scopes of data, each of which he may refuse
 * @param optional other scopes that he may refuse
 * @param implied names of scopes that come with any access and that Keycloak wants consent for
 * @param information scopes that come with any access and are told, not asked
 */
record AskedScopes(List<ResourceScope> data, List<String> optional, List<String> implied, List<String> information) {

    private static final Set<String> REFRESH =
            Set.of(NamedScope.OFFLINE_ACCESS.text(), NamedScope.ONLINE_ACCESS.text());
    private static final Set<String> IDENTITY = Set.of(NamedScope.OPENID.text(), NamedScope.FHIR_USER.text());

    /**
     * @param grant what the user could grant at most
     * @param refreshAlways whether refresh is asked about also where the realm does not want that
     */
    static AskedScopes of(UserGrant grant, ClientModel client, boolean refreshAlways) {
        Set<String> displayed = displayed(client);
        List<ResourceScope> data = ScopeParts.of(grant.scopes().filter(ResourceScope.class::isInstance)).stream()
                .map(ResourceScope.class::cast).toList();
        List<String> optional = grant.ordinary().stream()
                .filter(name -> !IDENTITY.contains(name)
                        && (displayed.contains(name) || refreshAlways && REFRESH.contains(name))).toList();
        List<String> implied = displayed.stream().sorted()
                .filter(name -> !optional.contains(name))
                .filter(name -> grant.ordinary().contains(name) || isApplied(name, client)).toList();
        List<String> information = Stream.of(
                grant.ordinary().stream().filter(name -> !optional.contains(name)), implied.stream(),
                grant.scopes().stream().filter(scope -> !(scope instanceof ResourceScope)).map(Scope::text))
                .flatMap(told -> told).distinct().toList();
        return new AskedScopes(data, optional, implied, information);
    }

    /** The names of a client's ordinary scopes that Keycloak wants consent for. */
    static Set<String> displayed(ClientModel client) {
        AssignedScopes assigned = AssignedScopes.of(client);
        Set<String> names = Stream.concat(assigned.requestable().values().stream(),
                        assigned.appliedUnasked().values().stream())
                .filter(ClientScopeModel::isDisplayOnConsentScreen).map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
        if (client.isDisplayOnConsentScreen()) {
            names.add(ConsentStore.CLIENT);
        }
        return names;
    }

    /** Whether something must be asked before any of it is granted. */
    boolean isUndecidedBy(Consent consent) {
        return data.stream().anyMatch(scope -> !consent.decides(scope))
                || optional.stream().anyMatch(name -> !consent.decides(name))
                || !consent.granted().names().containsAll(implied)
                || isRefusedBy(consent);
    }

    /** Whether the app asks for data and the user lets it have none at all. */
    boolean isRefusedBy(Consent consent) {
        return !data.isEmpty() && ScopeSet.of(data).intersect(consent.granted().set()).isEmpty();
    }

    /** The texts of everything that may be refused, in the order of the page. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(data.stream().map(ResourceScope::text).toList());
        texts.addAll(optional);
        return texts;
    }

    private static boolean isApplied(String name, ClientModel client) {
        return AssignedScopes.of(client).appliedUnasked().containsKey(name) || name.equals(ConsentStore.CLIENT);
    }
}
