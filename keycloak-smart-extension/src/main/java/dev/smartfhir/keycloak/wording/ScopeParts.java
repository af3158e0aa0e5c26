package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import dev.smartfhir.scopes.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Cuts scopes into the parts that a person decides about one by one. */
public final class ScopeParts {

    static final Interactions READING = Interactions.of(Interaction.READ, Interaction.SEARCH);

    static final Interactions CHANGING =
            Interactions.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);

    private static final Comparator<ResourceScope> PAGE_ORDER = Comparator.comparing(ResourceScope::context)
            .thenComparing(scope -> !scope.isWildcard())
            .thenComparing(ResourceScope::type)
            .thenComparing(scope -> !READING.containsAll(scope.interactions()))
            .thenComparing(ResourceScope::isConstrained)
            .thenComparing(ResourceScope::text);

    private ScopeParts() {
    }

    /**
     * The scopes in the order in which a page shows them, reading apart from changing, in the syntax of SMART 2.
     * Together they say the same, and no part is covered by another one, so that none is refused in vain.
     */
    public static List<Scope> of(ScopeSet scopes) {
        List<ResourceScope> cut = uncovered(scopes.resourceScopes().stream().flatMap(ScopeParts::cut).toList());
        Stream<Scope> others = scopes.stream().filter(scope -> !(scope instanceof ResourceScope)).map(Scope::canonical);
        return Stream.<Scope>concat(cut.stream().sorted(PAGE_ORDER), others).toList();
    }

    /**
     * The narrower scopes that a broad one opens into: a type with categories into these, a wildcard into types. Empty
     * where there is nothing to open. A broad scope may cover more than what it opens into.
     */
    public static List<ResourceScope> opened(ResourceScope scope) {
        if (scope.isConstrained()) {
            return List.of();
        }
        if (scope.isWildcard()) {
            return TypesInReach.of(scope.context()).stream()
                    .map(type -> ResourceScope.of(scope.context(), type, scope.interactions()))
                    .toList();
        }
        return Category.of(scope.type()).stream()
                .map(category -> new ResourceScope(scope.context(), scope.type(), scope.interactions(),
                        List.of(category.constraint()), Syntax.V2))
                .toList();
    }

    private static Stream<ResourceScope> cut(ResourceScope scope) {
        ResourceScope canonical = scope.canonical();
        return Stream.of(READING, CHANGING)
                .map(canonical.interactions()::intersect)
                .filter(letters -> !letters.isEmpty())
                .map(letters -> with(letters, canonical));
    }

    /** The parts without the letters that other parts give as well. */
    private static List<ResourceScope> uncovered(List<ResourceScope> parts) {
        List<ResourceScope> kept = new ArrayList<>(parts);
        for (ResourceScope part : parts) {
            kept.remove(part);
            Interactions needed = Interactions.none();
            for (Interaction letter : Interaction.values()) {
                Interactions one = Interactions.of(letter);
                boolean missing = part.interactions().contains(letter)
                        && kept.stream().noneMatch(other -> other.covers(with(one, part)));
                needed = missing ? needed.union(one) : needed;
            }
            if (!needed.isEmpty()) {
                kept.add(with(needed, part));
            }
        }
        return kept;
    }

    private static ResourceScope with(Interactions letters, ResourceScope scope) {
        return new ResourceScope(scope.context(), scope.type(), letters, scope.constraints(), Syntax.V2);
    }
}
