package dev.smartfhir.scopes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One {@code param=value} of a resource scope, in FHIR search syntax; a comma in the value means OR (SCO-17, D-12).
 *
 * @param parameter    the search parameter as it stands, with modifier or chain if it has one
 * @param encodedValue the value, percent-encoded as in the scope
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters">
 *      SMART App Launch 2.2, Finer-grained resource constraints</a>
 */
public record Constraint(String parameter, String encodedValue) {

    /** Search parameters that shape or replace a result instead of filtering it. */
    private static final Set<String> NO_FILTERS = Set.of("_sort", "_count", "_offset", "_include", "_revinclude",
            "_summary", "_total", "_elements", "_contained", "_containedType", "_format", "_pretty", "_filter",
            "_query", "_has", "_list", "_text", "_content", "_type", "_graph", "_score", "_maxresults", "_page",
            "_getpages", "_getpagesoffset", "_since", "_at", "_in");

    /** Writes a constraint whose value is not encoded yet. */
    public static Constraint of(String parameter, String value) {
        return new Constraint(parameter, ScopeToken.encode(value));
    }

    /** The value, decoded once. */
    public String value() {
        return ScopeToken.decode(encodedValue).orElseThrow(
                () -> new IllegalStateException("a value that does not decode: " + parameter));
    }

    /** Whether it filters resources of one type by a plain parameter: no chain, no modifier, no result parameter. */
    public boolean isEvaluable() {
        return parameter.indexOf('.') < 0 && parameter.indexOf(':') < 0 && !NO_FILTERS.contains(parameter);
    }

    /** Whether every resource that meets this constraint surely meets the other one. */
    public boolean implies(Constraint other) {
        if (!parameter.equals(other.parameter)) {
            return false;
        }
        if (encodedValue.equals(other.encodedValue)) {
            return true;
        }
        return isEvaluable()
                ? new TreeSet<>(other.alternatives()).containsAll(alternatives())
                : canonical().equals(other.canonical());
    }

    /** The alternatives that both constraints offer for one and the same parameter; empty if there are none. */
    public Optional<Constraint> inCommon(Constraint other) {
        List<String> common = alternatives().stream().filter(other.alternatives()::contains).distinct().toList();
        return common.isEmpty() || !parameter.equals(other.parameter)
                ? Optional.empty()
                : Optional.of(of(parameter, String.join(",", common)));
    }

    /** The same constraint with its alternatives in order and its value encoded in the shortest way. */
    public Constraint canonical() {
        if (isPlain()) {
            return this;
        }
        return isEvaluable()
                ? of(parameter, String.join(",", new TreeSet<>(alternatives())))
                : of(parameter, value());
    }

    /** Whether the value is one alternative in which nothing is encoded or escaped. */
    private boolean isPlain() {
        return encodedValue.chars().allMatch(c -> ScopeToken.isAllowed((char) c) && c != '%' && c != '&' && c != ',');
    }

    /** What the value offers as OR, decoded, each with its FHIR escapes. */
    public List<String> alternatives() {
        return Alternatives.split(value());
    }

    String text() {
        return parameter + "=" + encodedValue;
    }
}
