package dev.smartfhir.scopes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An immutable set of scopes that together allow what any of them allows, held in its shortest form: letters of one
 * type under the same constraints stand in one scope, and none is covered by another (SCO-14 to SCO-16). The order of
 * the request is kept.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#batches-and-transactions">
 *      SMART App Launch 2.2, Scope Equivalence</a>
 */
public final class ScopeSet implements Iterable<Scope> {

    private static final ScopeSet EMPTY = new ScopeSet(List.of());

    private final List<Scope> scopes;
    private final ScopesByType byType;

    private ScopeSet(List<Scope> scopes) {
        ScopesByType given = new ScopesByType(scopes);
        this.scopes = ShortestForm.uncovered(scopes, given);
        this.byType = this.scopes.size() == scopes.size() ? given : new ScopesByType(this.scopes);
    }

    public static ScopeSet empty() {
        return EMPTY;
    }

    public static ScopeSet of(Collection<? extends Scope> scopes) {
        return scopes.isEmpty() ? EMPTY : new ScopeSet(ShortestForm.merged(scopes));
    }

    /**
     * Reads scopes separated by spaces.
     *
     * @throws ScopeParseException on the first that is not in the grammar
     */
    public static ScopeSet parse(String spaceSeparated) {
        return of(words(spaceSeparated).map(Scope::parse).toList());
    }

    /** Reads scopes separated by spaces and leaves out what is not in the grammar; {@code null} reads as none. */
    public static ScopeSet readable(String spaceSeparated) {
        List<Scope> read = new ArrayList<>();
        words(spaceSeparated == null ? "" : spaceSeparated).forEach(word -> {
            try {
                read.add(Scope.parse(word));
            } catch (ScopeParseException e) {
                // What cannot be read grants nothing.
            }
        });
        return of(read);
    }

    /**
     * What of this request the ceilings allow: each is judged alone and the results united, a wildcard gives what the
     * ceilings name, constraints of both sides hold, and a SMART 1 scope is answered in SMART 1 where that is exact
     * (SCO-09, D-12).
     */
    public ScopeSet intersect(ScopeSet ceilings) {
        return of(scopes.stream().flatMap(asked -> allowed(asked, ceilings)).toList());
    }

    /** What either set allows. */
    public ScopeSet union(ScopeSet other) {
        return of(Stream.concat(scopes.stream(), other.scopes.stream()).toList());
    }

    /** Whether this set gives every access that the scope gives, be it by several scopes, one for each letter. */
    public boolean covers(Scope scope) {
        return scope instanceof ResourceScope resource
                ? resource.letterByLetter().allMatch(this::oneCovers)
                : oneCovers(scope);
    }

    /** Whether this set gives every access that the other one gives. */
    public boolean covers(ScopeSet others) {
        return others.scopes.stream().allMatch(this::covers);
    }

    public ScopeSet filter(Predicate<? super Scope> kept) {
        return of(scopes.stream().filter(kept).toList());
    }

    public boolean isEmpty() {
        return scopes.isEmpty();
    }

    public Stream<Scope> stream() {
        return scopes.stream();
    }

    public List<ResourceScope> resourceScopes() {
        return scopes.stream().filter(ResourceScope.class::isInstance).map(ResourceScope.class::cast).toList();
    }

    /**
     * Which access these scopes give to an interaction on a resource type.
     *
     * @param type a FHIR resource type, or {@code *} to ask for every type at once
     */
    public Access access(Context context, Interaction interaction, String type) {
        List<List<Constraint>> alternatives = new ArrayList<>();
        for (ResourceScope scope : byType.on(context, type)) {
            if (scope.interactions().contains(interaction)) {
                if (!scope.isConstrained()) {
                    return new Access.Unrestricted();
                }
                alternatives.add(scope.constraints());
            }
        }
        return alternatives.isEmpty() ? new Access.None() : new Access.Constrained(alternatives);
    }

    @Override
    public Iterator<Scope> iterator() {
        return scopes.iterator();
    }

    /** The scopes that may have anything in common with another one. */
    private List<? extends Scope> candidates(Scope other) {
        return other instanceof ResourceScope resource && !resource.isWildcard()
                ? byType.on(resource.context(), resource.type())
                : scopes;
    }

    private boolean oneCovers(Scope scope) {
        return candidates(scope).stream().anyMatch(held -> held.covers(scope));
    }

    private static Stream<? extends Scope> allowed(Scope asked, ScopeSet ceilings) {
        ScopeSet parts = of(ceilings.candidates(asked).stream().flatMap(ceiling -> asked.intersect(ceiling).stream()).toList());
        return asked instanceof ResourceScope resource
                ? parts.resourceScopes().stream().map(part -> part.inSyntaxOf(resource))
                : parts.stream();
    }

    private static Stream<String> words(String spaceSeparated) {
        return Stream.of(spaceSeparated.split(" ")).filter(word -> !word.isEmpty());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeSet that && scopes.equals(that.scopes);
    }

    @Override
    public int hashCode() {
        return scopes.hashCode();
    }

    /** The scopes separated by single spaces, as they stand in a token. */
    @Override
    public String toString() {
        return scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
    }
}
