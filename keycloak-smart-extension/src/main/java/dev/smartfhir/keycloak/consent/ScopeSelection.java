package dev.smartfhir.keycloak.consent;

import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Scopes on one side of a decision: those of data by what they allow, one by one as they were decided about; all others
 * by name.
 *
 * @param data scopes of resources, each once
 * @param names other scopes, such as {@code offline_access}
 */
record ScopeSelection(List<ResourceScope> data, Set<String> names) {

    static final ScopeSelection NONE = new ScopeSelection(List.of(), Set.of());

    ScopeSelection {
        data = List.copyOf(new LinkedHashSet<>(data));
        names = Set.copyOf(names);
    }

    static ScopeSelection of(Collection<ResourceScope> data, Collection<String> names) {
        return new ScopeSelection(List.copyOf(data), Set.copyOf(names));
    }

    ScopeSet set() {
        return ScopeSet.of(data);
    }

    /** Whether a yes to one of these and a no to the other scope, or the reverse, exclude each other. */
    boolean contradicts(ResourceScope other) {
        return data.stream().anyMatch(scope -> contradict(scope, other));
    }

    /**
     * Whether one person cannot say yes to the one and no to the other: they have access in common, and it is all that
     * the constraints of one of them allow. Two categories of a type may overlap and still be decided about apart.
     */
    static boolean contradict(ResourceScope one, ResourceScope other) {
        return one.intersect(other)
                .filter(common -> sameConstraints(common, one) || sameConstraints(common, other)).isPresent();
    }

    private static boolean sameConstraints(ResourceScope one, ResourceScope other) {
        return one.canonical().constraints().equals(other.canonical().constraints());
    }
}
