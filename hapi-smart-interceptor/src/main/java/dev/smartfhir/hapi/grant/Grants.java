package dev.smartfhir.hapi.grant;

import dev.smartfhir.scopes.Access;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one token grants: the only place that turns scopes into access.
 *
 * <p>Unconstrained {@code system/} scopes grant; {@code patient/}, {@code user/} and constrained scopes do not.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">
 *      SMART App Launch 2.2, Scopes for requesting FHIR Resources</a>
 */
public final class Grants {

    private final ScopeSet scopes;

    /** The grants of a token with these scopes. */
    public Grants(ScopeSet scopes) {
        this.scopes = scopes;
    }

    /** Which access there is to a letter on a type: every resource of it, or none. */
    public Access access(Need need) {
        Access access = scopes.access(Context.SYSTEM, need.interaction(), need.type());
        return access.isUnrestricted() ? access : new Access.None();
    }

    /** Whether every resource of the type is open to the letter. */
    public boolean allows(Need need) {
        return access(need).isUnrestricted();
    }

    /** Whether a scope allows it that names the type itself, not {@code *}. */
    public boolean allowsByName(Need need) {
        return unconstrained(need.interaction()).contains(need.type());
    }

    /** Whether the whole body of a resource of the type may be shown: by read, or by search, which shows it too. */
    public boolean shows(String type) {
        return allows(new Need(Interaction.READ, type)) || allows(Need.search(type));
    }

    /** Whether every resource may be read and searched, so that nothing about what is stored is new to the bearer. */
    public boolean showsEverything() {
        return allows(new Need(Interaction.READ, ResourceScope.EVERY_TYPE)) && searchesEverything();
    }

    /** Whether every type may be searched. */
    public boolean searchesEverything() {
        return allows(Need.searchEverything());
    }

    /** The types that scopes name for search. */
    public Set<String> searchedByName() {
        return unconstrained(Interaction.SEARCH);
    }

    /** The types that scopes name for read or for search. */
    public Set<String> shownByName() {
        return scopes.resourceScopes().stream()
                .filter(scope -> grants(scope, Interaction.READ) || grants(scope, Interaction.SEARCH))
                .map(ResourceScope::type)
                .collect(Collectors.toSet());
    }

    private Set<String> unconstrained(Interaction interaction) {
        return scopes.resourceScopes().stream()
                .filter(scope -> !scope.isWildcard() && grants(scope, interaction))
                .map(ResourceScope::type)
                .collect(Collectors.toSet());
    }

    private static boolean grants(ResourceScope scope, Interaction interaction) {
        return scope.context() == Context.SYSTEM && !scope.isConstrained()
                && scope.interactions().contains(interaction);
    }
}
