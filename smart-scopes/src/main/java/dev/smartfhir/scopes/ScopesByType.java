package dev.smartfhir.scopes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The resource scopes of a set by context and type, so that a question about one type looks at no scope of another.
 * Each list is in the order of the set and holds the scopes on every type as well.
 */
final class ScopesByType {

    private final Map<Context, Map<String, List<ResourceScope>>> scopes = new EnumMap<>(Context.class);

    ScopesByType(Collection<? extends Scope> set) {
        for (Scope scope : set) {
            if (scope instanceof ResourceScope resource) {
                add(resource);
            }
        }
    }

    /** The scopes of a context on a type and on every type; for {@code *} those on every type alone. */
    List<ResourceScope> on(Context context, String type) {
        Map<String, List<ResourceScope>> ofContext = scopes.get(context);
        if (ofContext == null) {
            return List.of();
        }
        List<ResourceScope> onType = ofContext.get(type);
        return onType != null ? onType : ofContext.getOrDefault(ResourceScope.EVERY_TYPE, List.of());
    }

    private void add(ResourceScope scope) {
        Map<String, List<ResourceScope>> ofContext =
                scopes.computeIfAbsent(scope.context(), context -> new HashMap<>());
        if (scope.isWildcard()) {
            ofContext.values().forEach(onType -> onType.add(scope));
            ofContext.computeIfAbsent(scope.type(), type -> new ArrayList<>(List.of(scope)));
        } else {
            ofContext.computeIfAbsent(scope.type(), type -> new ArrayList<>(
                    ofContext.getOrDefault(ResourceScope.EVERY_TYPE, List.of()))).add(scope);
        }
    }
}
