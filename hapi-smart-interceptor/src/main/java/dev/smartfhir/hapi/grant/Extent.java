package dev.smartfhir.hapi.grant;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which resources of a type a letter reaches: every one, those in the compartments of certain patients, or none.
 *
 * @param every    whether it reaches all of them
 * @param patients the ids of the patients whose compartments it reaches; empty where it reaches all
 */
public record Extent(boolean every, Set<String> patients) {

    /** Every resource. */
    public static final Extent EVERY = new Extent(true, Set.of());

    /** No resource. */
    public static final Extent NONE = new Extent(false, Set.of());

    /** Copies the ids. */
    public Extent {
        patients = every ? Set.of() : Set.copyOf(patients);
    }

    /** What is in the compartments of these patients. */
    public static Extent of(Set<String> patients) {
        return new Extent(false, patients);
    }

    /** Whether it reaches nothing. */
    public boolean isNone() {
        return !every && patients.isEmpty();
    }

    /** Whether it reaches some resources and not others, so that each has to be judged. */
    public boolean isRestricted() {
        return !every && !patients.isEmpty();
    }

    /** What either reaches. */
    public Extent union(Extent other) {
        return every || other.every ? EVERY : of(Stream.concat(patients.stream(), other.patients.stream())
                .collect(Collectors.toSet()));
    }
}
