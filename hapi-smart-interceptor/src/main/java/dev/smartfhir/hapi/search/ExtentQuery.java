package dev.smartfhir.hapi.search;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.DateParam;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.grant.Extent;
import dev.smartfhir.hapi.grant.Part;
import dev.smartfhir.scopes.Constraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an extent one query of HAPI's can say: an AND of parameters, each with an OR of values.
 *
 * <p>Said is what all parts have in common, and the rest where the parts differ in one parameter alone, as
 * {@code category=a} and {@code category=b} do. Whatever else they differ in is not said, so that the query finds more
 * than the extent reaches, and never less.
 *
 * @param patients in whose compartments everything is that the query shall find; empty where that does not matter
 * @param clauses  each a parameter with values of which one has to fit
 * @param whole    whether the query finds just what the extent reaches
 */
record ExtentQuery(Optional<Set<String>> patients, List<Clause> clauses, boolean whole) {

    /** A parameter and its values, joined by OR. */
    record Clause(String parameter, List<IQueryParameterType> values) {
    }

    static ExtentQuery of(String type, Extent extent, ConstraintMatcher constraints) {
        Set<Part> parts = extent.parts();
        Optional<Set<String>> patients = commonPatients(parts);
        Set<Constraint> common = commonConstraints(parts);
        List<List<Constraint>> groups = new ArrayList<>();
        common.forEach(constraint -> groups.add(List.of(constraint)));
        boolean whole = parts.stream().map(Part::patients).distinct().count() == 1;
        List<List<Constraint>> rests = parts.stream()
                .map(part -> part.constraints().stream().filter(one -> !common.contains(one)).toList())
                .filter(rest -> !rest.isEmpty())
                .toList();
        if (!rests.isEmpty()) {
            if (whole && differInOneParameter(rests)) {
                groups.add(rests.stream().map(rest -> rest.get(0)).toList());
            } else {
                whole = false;
            }
        }
        List<Clause> clauses = new ArrayList<>();
        for (List<Constraint> group : groups) {
            Optional<Clause> clause = clause(type, group, constraints);
            clause.ifPresent(clauses::add);
            whole &= clause.isPresent();
        }
        return new ExtentQuery(patients, List.copyOf(clauses), whole);
    }

    private static Optional<Set<String>> commonPatients(Set<Part> parts) {
        return parts.stream().allMatch(Part::isForPatients)
                ? Optional.of(parts.stream().flatMap(part -> part.patients().orElse(Set.of()).stream())
                        .collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static Set<Constraint> commonConstraints(Set<Part> parts) {
        Set<Constraint> common = new HashSet<>(parts.iterator().next().constraints());
        parts.forEach(part -> common.retainAll(part.constraints()));
        return common;
    }

    private static boolean differInOneParameter(List<List<Constraint>> rests) {
        return rests.stream().allMatch(rest -> rest.size() == 1)
                && rests.stream().map(rest -> rest.get(0).parameter()).distinct().count() == 1;
    }

    private static Optional<Clause> clause(String type, List<Constraint> group, ConstraintMatcher constraints) {
        List<IQueryParameterType> values = new ArrayList<>();
        for (Constraint constraint : group) {
            List<IQueryParameterType> some = constraints.query(type, constraint);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            values.addAll(some);
        }
        return isOfOneComparison(values)
                ? Optional.of(new Clause(group.get(0).parameter(), values))
                : Optional.empty();
    }

    /** HAPI compares all dates of one OR as it compares the first. */
    private static boolean isOfOneComparison(List<IQueryParameterType> values) {
        return values.stream()
                .map(value -> value instanceof DateParam date ? String.valueOf(date.getPrefix()) : "")
                .distinct().count() <= 1;
    }
}
