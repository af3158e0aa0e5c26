package dev.smartfhir.endtoend.fuzz.oracle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A scope as an object, from which its text is printed.
 *
 * @param context {@code system}, {@code patient} or {@code user}
 * @param type a resource type or {@code *}
 * @param letters what it grants, in order
 * @param suffix how the text says that, such as {@code rs} or {@code read}
 * @param constraints all of which a resource has to meet
 */
public record FuzzScope(String context, String type, String letters, String suffix, List<Condition> constraints) {

    /** One {@code parameter=value}. */
    public record Condition(String parameter, String value) {
    }

    public static FuzzScope of(String context, String type, String letters, Condition... constraints) {
        return new FuzzScope(context, type, letters, letters, List.of(constraints));
    }

    boolean isFor(char letter, String wanted) {
        return letters.indexOf(letter) >= 0 && (type.equals("*") || type.equals(wanted));
    }

    /** Whether all of the constraints can be evaluated on a type; without any, they can. */
    boolean isEvaluableOn(String wanted) {
        return constraints.stream().allMatch(one -> Matching.isEvaluable(wanted, one.parameter()));
    }

    @Override
    public String toString() {
        String query = constraints.stream().map(one -> one.parameter() + "=" + one.value())
                .collect(Collectors.joining("&"));
        return context + "/" + type + "." + suffix + (query.isEmpty() ? "" : "?" + query);
    }
}
