package dev.smartfhir.scopes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Access to FHIR resources: whose data, of which type, by which interactions, under which constraints.
 *
 * @param context      whose data
 * @param type         a FHIR resource type, or {@code *} for all types, now and in the future (SCO-26)
 * @param interactions the letters, at least one
 * @param constraints  what a resource must meet, all of it; empty for every resource of the type
 * @param syntax       how the interactions are written
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources">
 *      SMART App Launch 2.2, Scopes for requesting FHIR Resources</a>
 */
public record ResourceScope(Context context, String type, Interactions interactions, List<Constraint> constraints,
                            Syntax syntax) implements Scope {

    /** The type that stands for every type. */
    public static final String EVERY_TYPE = "*";

    /**
     * @throws IllegalArgumentException if there is no letter, or the syntax cannot say this
     */
    public ResourceScope {
        constraints = List.copyOf(constraints);
        if (syntax.write(interactions).isEmpty() || syntax == Syntax.V1 && !constraints.isEmpty()) {
            throw new IllegalArgumentException("no scope of syntax " + syntax + ": " + interactions);
        }
    }

    /** An unconstrained scope in the syntax of SMART 2. */
    public static ResourceScope of(Context context, String type, Interactions interactions) {
        return new ResourceScope(context, type, interactions, List.of(), Syntax.V2);
    }

    public boolean isWildcard() {
        return type.equals(EVERY_TYPE);
    }

    public boolean isConstrained() {
        return !constraints.isEmpty();
    }

    /** Scopes of one letter each that together say the same. */
    Stream<ResourceScope> letterByLetter() {
        return Stream.of(Interaction.values()).filter(interactions::contains)
                .map(letter -> new ResourceScope(context, type, Interactions.of(letter), constraints, Syntax.V2));
    }

    @Override
    public String text() {
        String head = context.prefix() + "/" + type + "." + syntax.write(interactions).orElseThrow();
        return constraints.isEmpty() ? head : head + "?" + Constraints.text(constraints);
    }

    @Override
    public ResourceScope canonical() {
        return new ResourceScope(context, type, interactions, Constraints.canonical(constraints), Syntax.V2);
    }

    @Override
    public boolean covers(Scope other) {
        return other instanceof ResourceScope that
                && context == that.context
                && (isWildcard() || type.equals(that.type))
                && interactions.containsAll(that.interactions)
                && Constraints.imply(that.constraints, constraints);
    }

    @Override
    public Optional<ResourceScope> intersect(Scope other) {
        if (!(other instanceof ResourceScope that) || context != that.context
                || !(isWildcard() || that.isWildcard() || type.equals(that.type))) {
            return Optional.empty();
        }
        Interactions common = interactions.intersect(that.interactions);
        if (common.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ResourceScope(context, isWildcard() ? that.type : type, common,
                Constraints.and(constraints, that.constraints), Syntax.V2).inSyntaxOf(this));
    }

    /** The same scope as the other one would have written it, where it says neither more nor less. */
    ResourceScope inSyntaxOf(ResourceScope asked) {
        boolean echo = asked.syntax == Syntax.V1 && constraints.isEmpty() && interactions.equals(asked.interactions);
        return new ResourceScope(context, type, interactions, constraints, echo ? Syntax.V1 : Syntax.V2);
    }

    @Override
    public String toString() {
        return text();
    }
}
