package dev.smartfhir.keycloak.ceiling;

import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client scope with a SMART name, read: a scope whose constraints' values may hold placeholders, as in
 * <code>system/ClaimResponse.rs?requestor=Organization/org-${institution}</code>.
 *
 * @param scope the name as it stands, placeholders and all
 */
public record Ceiling(Scope scope) {

    /** Reads a client scope's name; empty where that cannot be read or evaluated, so that it counts for nothing. */
    public static Optional<Ceiling> read(String name) {
        try {
            Scope scope = Scope.parse(name);
            return isEvaluable(scope) && Placeholders.areWellFormed(scope)
                    ? Optional.of(new Ceiling(scope))
                    : Optional.empty();
        } catch (ScopeParseException e) {
            return Optional.empty();
        }
    }

    boolean hasPlaceholder() {
        return Placeholders.areIn(scope);
    }

    /** The least scope that covers it whatever fills its placeholders: without the constraints that hold one. */
    public Scope upperBound() {
        return hasPlaceholder() && scope instanceof ResourceScope resource
                ? constrained(resource, resource.constraints().stream()
                        .filter(constraint -> Placeholders.names(constraint.value()).isEmpty()).toList())
                : scope;
    }

    /** Why it grants nothing with these attributes; empty where they fill it, and where it has no placeholder. */
    public Optional<String> unfilled(AttributeValues attributes) {
        try {
            filled(attributes);
            return Optional.empty();
        } catch (Unfilled unfilled) {
            return Optional.of(unfilled.getMessage());
        }
    }

    /** @throws Unfilled if a placeholder cannot be filled, so that the whole ceiling grants nothing */
    Scope filled(AttributeValues attributes) throws Unfilled {
        if (!hasPlaceholder() || !(scope instanceof ResourceScope resource)) {
            return scope;
        }
        List<Constraint> constraints = new ArrayList<>();
        for (Constraint constraint : resource.constraints()) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (String name : Placeholders.names(constraint.value())) {
                values.put(name, attributes.of(resource.context(), name));
            }
            constraints.add(values.isEmpty() ? constraint : Constraint.of(constraint.parameter(),
                    Placeholders.fill(constraint.value(), values)).canonical());
        }
        return constrained(resource, constraints);
    }

    private static Scope constrained(ResourceScope resource, List<Constraint> constraints) {
        return new ResourceScope(resource.context(), resource.type(), resource.interactions(), constraints, Syntax.V2);
    }

    private static boolean isEvaluable(Scope scope) {
        return !(scope instanceof ResourceScope resource)
                || resource.constraints().stream().allMatch(Constraint::isEvaluable);
    }
}
