package dev.smartfhir.hapi.grant;

import dev.smartfhir.scopes.Constraint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which resources of a type a letter reaches: every one, those in at least one of some parts, or none.
 *
 * @param every whether it reaches all of them
 * @param parts what it reaches, in the fewest parts; empty where it reaches all
 */
public record Extent(boolean every, Set<Part> parts) {

    /** Every resource. */
    public static final Extent EVERY = new Extent(true, Set.of());

    /** No resource. */
    public static final Extent NONE = new Extent(false, Set.of());

    /** Copies the parts. */
    public Extent {
        parts = Set.copyOf(parts);
    }

    /** What is in the compartments of these patients. */
    public static Extent of(Set<String> patients) {
        return of(List.of(Part.ofPatients(patients)));
    }

    /** What is in any of these parts. */
    public static Extent of(Collection<Part> parts) {
        return parts.stream().anyMatch(Part::isEverything) ? EVERY : new Extent(false, fewest(parts));
    }

    /** Whether it reaches nothing. */
    public boolean isNone() {
        return !every && parts.isEmpty();
    }

    /** Whether it reaches some resources and not others, so that each has to be judged. */
    public boolean isRestricted() {
        return !every && !parts.isEmpty();
    }

    /** What either reaches. */
    public Extent union(Extent other) {
        if (isNone() || other.every) {
            return other;
        }
        return every || other.isNone() ? this
                : of(Stream.concat(parts.stream(), other.parts.stream()).toList());
    }

    /** What of it meets these constraints; nothing where there are no constraints to choose from. */
    Extent constrainedBy(Collection<List<Constraint>> alternatives) {
        return of(alternatives.stream()
                .flatMap(all -> every
                        ? Stream.of(Part.constrainedBy(all))
                        : parts.stream().map(part -> part.and(all)))
                .toList());
    }

    /** Patients under the same constraints are united, and what another part holds is left out. */
    private static Set<Part> fewest(Collection<Part> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next().isEmpty() ? Set.of() : Set.copyOf(parts);
        }
        Map<List<Constraint>, Set<String>> bound = new HashMap<>();
        Set<Part> united = new HashSet<>();
        parts.stream().filter(part -> !part.isEmpty()).forEach(part -> part.patients().ifPresentOrElse(
                ids -> bound.computeIfAbsent(part.constraints(), key -> new HashSet<>()).addAll(ids),
                () -> united.add(part)));
        bound.forEach((constraints, ids) -> united.add(new Part(Optional.of(ids), constraints)));
        Map<Optional<Constraint>, List<Part>> byFirst = united.stream().collect(Collectors.groupingBy(Part::first));
        return united.stream()
                .filter(part -> mayHold(part, byFirst).noneMatch(other -> other != part && other.holds(part)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Part> mayHold(Part part, Map<Optional<Constraint>, List<Part>> byFirst) {
        return Stream.concat(Stream.of(Optional.<Constraint>empty()), part.constraints().stream().map(Optional::of))
                .flatMap(first -> byFirst.getOrDefault(first, List.of()).stream());
    }
}
