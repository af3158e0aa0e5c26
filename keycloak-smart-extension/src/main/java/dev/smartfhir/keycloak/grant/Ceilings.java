package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.ScopeSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * What a client may have at most, for one user or service account. A ceiling with role mappings counts only where the
 * user has one of these roles, the rule of stock Keycloak; one that cannot be read or evaluated counts for nothing.
 */
public final class Ceilings {

    private Ceilings() {
    }

    /** @param user the user or service account; {@code null} for a client that has none, and so no role */
    public static ScopeSet of(AssignedScopes assigned, UserModel user) {
        return counting(assigned.ceilings().filter(ceiling -> isPermitted(ceiling, user)));
    }

    /** What the client may have at most for any user at all; the user's roles are for later to consider. */
    public static ScopeSet forAnyUser(AssignedScopes assigned) {
        return counting(assigned.ceilings());
    }

    private static ScopeSet counting(Stream<ClientScopeModel> ceilings) {
        List<Scope> counting = ceilings.flatMap(ceiling -> read(ceiling.getName()).stream()).toList();
        return ScopeSet.of(counting);
    }

    private static boolean isPermitted(ClientScopeModel ceiling, UserModel user) {
        Set<RoleModel> needed = ceiling.getScopeMappingsStream().collect(Collectors.toSet());
        if (needed.isEmpty()) {
            return true;
        }
        if (user == null) {
            return false;
        }
        Set<RoleModel> counting = new HashSet<>(RoleUtils.expandCompositeRoles(needed));
        counting.retainAll(RoleUtils.getDeepUserRoleMappings(user));
        return !counting.isEmpty();
    }

    private static Optional<Scope> read(String name) {
        try {
            return Optional.of(Scope.parse(name)).filter(Ceilings::isEvaluable);
        } catch (ScopeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isEvaluable(Scope scope) {
        return !(scope instanceof ResourceScope resource)
                || resource.constraints().stream().allMatch(Constraint::isEvaluable);
    }
}
