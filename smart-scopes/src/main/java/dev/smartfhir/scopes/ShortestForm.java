package dev.smartfhir.scopes;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Factors scopes: one scope for all letters of a type under the same constraints, and none that another covers.
 */
final class ShortestForm {

    private record Subject(Context context, String type, List<Constraint> constraints) {

        static Subject of(ResourceScope scope) {
            return new Subject(scope.context(), scope.type(), Constraints.canonical(scope.constraints()));
        }
    }

    private ShortestForm() {
    }

    /** One scope for all letters of a type under the same constraints, in the order of the first of them. */
    static List<Scope> merged(Collection<? extends Scope> scopes) {
        Map<Object, Scope> merged = new LinkedHashMap<>();
        for (Scope scope : scopes) {
            if (scope instanceof ResourceScope resource) {
                merged.merge(Subject.of(resource), resource,
                        (first, second) -> merge((ResourceScope) first, (ResourceScope) second));
            } else {
                merged.putIfAbsent(scope.canonical(), scope);
            }
        }
        return List.copyOf(merged.values());
    }

    private static ResourceScope merge(ResourceScope first, ResourceScope second) {
        Interactions both = first.interactions().union(second.interactions());
        boolean v1 = first.syntax() == Syntax.V1 && second.syntax() == Syntax.V1 && Syntax.V1.write(both).isPresent();
        return new ResourceScope(first.context(), first.type(), both, first.constraints(),
                v1 ? Syntax.V1 : Syntax.V2);
    }

    /**
     * Those that no other one covers. After merging no two resource scopes mean the same, so that what another covers
     * is surely less than it. Launch scopes stay as asked: one with a role says more than one without.
     */
    static List<Scope> uncovered(List<Scope> scopes, ScopesByType byType) {
        return scopes.stream()
                .filter(scope -> !(scope instanceof ResourceScope resource)
                        || byType.on(resource.context(), resource.type()).stream()
                                .noneMatch(other -> other != scope && other.covers(scope)))
                .toList();
    }
}
