package dev.smartfhir.hapi.grant;

import dev.smartfhir.scopes.Constraint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Some of the resources of a type: those in the compartments of certain patients, if it is bound to patients, that
 * meet every constraint of one scope.
 *
 * @param patients    ids of patients; empty where whom a resource is about does not matter
 * @param constraints all of which have to be met; none where every resource does
 */
public record Part(Optional<Set<String>> patients, List<Constraint> constraints) {

    private static final Comparator<Constraint> ORDER =
            Comparator.comparing(Constraint::parameter).thenComparing(Constraint::encodedValue);

    /** Copies the ids, and the constraints in their own order, so that the same part is equal however it was said. */
    public Part {
        patients = patients.map(Set::copyOf);
        constraints = constraints.size() < 2
                ? List.copyOf(constraints)
                : constraints.stream().distinct().sorted(ORDER).toList();
    }

    /** What is in the compartments of these patients. */
    public static Part ofPatients(Set<String> patients) {
        return new Part(Optional.of(patients), List.of());
    }

    /** What meets these constraints. */
    public static Part constrainedBy(List<Constraint> constraints) {
        return new Part(Optional.empty(), constraints);
    }

    /** What is in this part and meets these constraints as well. */
    public Part and(List<Constraint> further) {
        return new Part(patients, Stream.concat(constraints.stream(), further.stream()).toList());
    }

    /** Whether it is bound to patients. */
    public boolean isForPatients() {
        return patients.isPresent();
    }

    boolean isEmpty() {
        return patients.filter(Set::isEmpty).isPresent();
    }

    boolean isEverything() {
        return patients.isEmpty() && constraints.isEmpty();
    }

    /** One of its constraints, if it has any; whatever it surely holds has this constraint, too. */
    Optional<Constraint> first() {
        return constraints.stream().findFirst();
    }

    /** Whether it surely holds whatever the other one holds. */
    boolean holds(Part other) {
        return other.constraints.containsAll(constraints)
                && (patients.isEmpty()
                || other.patients.isPresent() && patients.get().containsAll(other.patients.get()));
    }
}
