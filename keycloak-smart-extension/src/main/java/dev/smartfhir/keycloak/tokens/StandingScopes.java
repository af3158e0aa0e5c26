package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of the scopes granted is within the ceilings of this moment. Where both constrain by one parameter, they must
 * agree: what is left are the values that they have in common, and where they have none, as for a user who was moved to
 * another institution, nothing is left.
 */
final class StandingScopes {

    private StandingScopes() {
    }

    static ScopeSet of(ScopeSet granted, ScopeSet ceilings) {
        List<Scope> standing = new ArrayList<>();
        for (Scope scope : granted) {
            List<Scope> agreed = ceilings.stream().flatMap(ceiling -> agreed(scope, ceiling).stream()).toList();
            ScopeSet.of(List.of(scope)).intersect(ScopeSet.of(agreed)).forEach(standing::add);
        }
        return ScopeSet.of(standing);
    }

    /** The ceiling as far as it agrees with a granted scope; empty if it contradicts it. */
    private static Optional<Scope> agreed(Scope granted, Scope ceiling) {
        if (!(granted instanceof ResourceScope scope && ceiling instanceof ResourceScope bound)
                || !bound.isConstrained()) {
            return Optional.of(ceiling);
        }
        List<Constraint> constraints = new ArrayList<>();
        for (Constraint constraint : bound.constraints()) {
            List<Constraint> same = scope.constraints().stream()
                    .filter(known -> known.parameter().equals(constraint.parameter())).toList();
            Optional<Constraint> common = same.isEmpty()
                    ? Optional.of(constraint)
                    : same.stream().flatMap(known -> constraint.inCommon(known).stream()).findFirst();
            if (common.isEmpty()) {
                return Optional.empty();
            }
            constraints.add(common.get());
        }
        return Optional.of(new ResourceScope(bound.context(), bound.type(), bound.interactions(), constraints,
                bound.syntax()));
    }
}
