package dev.smartfhir.scopes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The constraints of one scope, all of which must be met.
 */
final class Constraints {

    private static final Comparator<Constraint> ORDER =
            Comparator.comparing(Constraint::parameter).thenComparing(Constraint::encodedValue);

    private Constraints() {
    }

    /** Whether whatever meets all of the first also meets all of the second. */
    static boolean imply(List<Constraint> first, List<Constraint> second) {
        return second.stream().allMatch(wanted -> first.stream().anyMatch(given -> given.implies(wanted)));
    }

    /** All of both, without those that another one implies. */
    static List<Constraint> and(List<Constraint> first, List<Constraint> second) {
        List<Constraint> all = new ArrayList<>(first);
        all.addAll(second);
        List<Constraint> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!isImplied(all, i)) {
                kept.add(all.get(i));
            }
        }
        return List.copyOf(kept);
    }

    /** Needed constraints only, each in its canonical form, in order. */
    static List<Constraint> canonical(List<Constraint> constraints) {
        if (constraints.isEmpty()) {
            return constraints;
        }
        return and(constraints, List.of()).stream().map(Constraint::canonical).sorted(ORDER).toList();
    }

    static String text(List<Constraint> constraints) {
        return constraints.stream().map(Constraint::text).collect(Collectors.joining("&"));
    }

    private static boolean isImplied(List<Constraint> all, int index) {
        Constraint candidate = all.get(index);
        for (int i = 0; i < all.size(); i++) {
            boolean stronger = i != index && all.get(i).implies(candidate);
            if (stronger && (i < index || !candidate.implies(all.get(i)))) {
                return true;
            }
        }
        return false;
    }
}
