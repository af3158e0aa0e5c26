package dev.smartfhir.keycloak.ceiling;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.ScopeSet;
import dev.smartfhir.scopes.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * What a client may have at most, for one user or service account, placeholders filled. A ceiling with role mappings
 * counts only where the user has one of these roles, the rule of stock Keycloak; one that cannot be read, evaluated or
 * filled counts for nothing; one that the client registered itself for counts as far as it did
 * ({@link RegisteredPart}).
 */
public final class Ceilings {

    private static final Interactions SEARCH = Interactions.of(Interaction.READ, Interaction.SEARCH);

    private static final Logger LOG = Logger.getLogger(Ceilings.class);

    private Ceilings() {
    }

    /** @param user the user or service account; {@code null} for a client that has none, and so no role */
    public static ScopeSet of(KeycloakSession session, ClientModel client, UserModel user) {
        List<Scope> counting = new ArrayList<>();
        AssignedScopes.of(client).ceilings().filter(ceiling -> isPermitted(ceiling, user)).forEach(assigned ->
                Ceiling.read(assigned.getName()).flatMap(ceiling -> filled(session, client, user, ceiling))
                        .ifPresent(scope -> RegisteredPart.narrowed(RegisteredPart.bound(client, assigned), scope)
                                .forEach(counting::add)));
        return ScopeSet.of(counting);
    }

    /** What the client may have at most for any user at all; his roles and attributes are for later to consider. */
    public static ScopeSet forAnyUser(ClientModel client) {
        return ScopeSet.of(AssignedScopes.of(client).ceilings()
                .flatMap(assigned -> Ceiling.read(assigned.getName()).map(Ceiling::upperBound).stream()
                        .flatMap(scope -> RegisteredPart.narrowed(RegisteredPart.bound(client, assigned), scope)
                                .stream()))
                .toList());
    }

    /**
     * What a user may search of a type in an app, as its {@code user/} ceilings constrain it: placeholders filled,
     * every interaction counted as reading and searching. A ceiling that cannot be read, evaluated or filled counts for
     * nothing, and is one all the same.
     *
     * @return empty if the app has no such ceiling for this user
     */
    public static Optional<ScopeSet> searching(KeycloakSession session, ClientModel client, UserModel user,
            String type) {
        List<ClientScopeModel> reaching = AssignedScopes.of(client).ceilings()
                .filter(ceiling -> reaches(ceiling.getName(), type) && isPermitted(ceiling, user)).toList();
        return reaching.isEmpty() ? Optional.empty() : Optional.of(ScopeSet.of(reaching.stream()
                .flatMap(name -> Ceiling.read(name.getName()).stream())
                .flatMap(ceiling -> filled(session, client, user, ceiling).stream())
                .map(ResourceScope.class::cast)
                .map(scope -> new ResourceScope(Context.USER, type, SEARCH, scope.constraints(), Syntax.V2)).toList()));
    }

    private static boolean reaches(String name, String type) {
        try {
            return Scope.parse(name) instanceof ResourceScope scope && scope.context() == Context.USER
                    && (scope.isWildcard() || scope.type().equals(type))
                    && (scope.interactions().contains(Interaction.READ)
                            || scope.interactions().contains(Interaction.SEARCH));
        } catch (ScopeParseException e) {
            return name.startsWith("user/");
        }
    }

    private static Optional<Scope> filled(KeycloakSession session, ClientModel client, UserModel user,
            Ceiling ceiling) {
        if (!ceiling.hasPlaceholder()) {
            return Optional.of(ceiling.scope());
        }
        if (!isGrantable(ceiling, client, user)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ceiling.filled(AttributeValues.of(session, client, user)));
        } catch (Unfilled unfilled) {
            warnOnce(session, client, ceiling, unfilled.getMessage());
            return Optional.empty();
        }
    }

    /** {@code system/} scopes are for the client's own account, all others for people (D-25). */
    private static boolean isGrantable(Ceiling ceiling, ClientModel client, UserModel user) {
        boolean system = ceiling.scope() instanceof ResourceScope resource && resource.context() == Context.SYSTEM;
        return user != null && system == client.getId().equals(user.getServiceAccountClientLink());
    }

    /** Once in a request, however often the ceilings are looked at in it. */
    private static void warnOnce(KeycloakSession session, ClientModel client, Ceiling ceiling, String reason) {
        String said = Ceilings.class.getName() + ' ' + client.getId() + ' ' + ceiling.scope();
        if (session.getAttribute(said) == null) {
            session.setAttribute(said, Boolean.TRUE);
            LOG.warnf("The client scope %s grants the client %s of realm %s nothing: %s", ceiling.scope(),
                    client.getClientId(), client.getRealm().getName(), reason);
        }
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
}
