package dev.smartfhir.hapi.label;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.QualifiedParamList;
import ca.uhn.fhir.rest.param.TokenParam;
import dev.smartfhir.hapi.grant.Part;
import dev.smartfhir.scopes.Constraint;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A constraint {@code _security=value[,value]} of a scope, each value as in a search: {@code system|code}, {@code code},
 * {@code |code} or {@code system|}.
 *
 * @param alternatives the values, at least one
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">FHIR R4, token</a>
 */
record LabelConstraint(List<TokenParam> alternatives) {

    private static final String SECURITY = "_security";

    /** Those of a part. */
    static Stream<LabelConstraint> of(Part part) {
        return part.constraints().stream()
                .filter(LabelConstraint::isOne)
                .map(LabelConstraint::of);
    }

    /**
     * Whether a part lets a label be set: all of its constraints on labels name it. A client may narrow its scope by
     * one more, and must not get at another label so.
     */
    static boolean name(Label label, Part part) {
        List<LabelConstraint> all = of(part).toList();
        return !all.isEmpty() && all.stream().allMatch(constraint -> constraint.names(label));
    }

    /** A part without them. */
    static Part leftOutOf(Part part) {
        return new Part(part.patients(),
                part.constraints().stream().filter(Predicate.not(LabelConstraint::isOne)).toList());
    }

    private static boolean isOne(Constraint constraint) {
        return constraint.parameter().equals(SECURITY);
    }

    private static LabelConstraint of(Constraint constraint) {
        return new LabelConstraint(
                QualifiedParamList.splitQueryStringByCommasIgnoreEscape(null, constraint.value()).stream()
                        .map(LabelConstraint::token)
                        .toList());
    }

    /** The one label that meets it; empty where several do. */
    Optional<Label> only() {
        return alternatives.size() == 1
                ? Optional.of(alternatives.get(0))
                        .filter(token -> isGiven(token.getSystem()) && isGiven(token.getValue()))
                        .map(token -> new Label(token.getSystem(), token.getValue()))
                : Optional.empty();
    }

    /** Whether it names a label. */
    boolean names(Label label) {
        return alternatives.stream().anyMatch(token ->
                (token.getSystem() == null || token.getSystem().equals(label.system()))
                        && (isGiven(token.getValue())
                                ? token.getValue().equals(label.code())
                                : isGiven(token.getSystem())));
    }

    private static TokenParam token(String value) {
        TokenParam token = new TokenParam();
        token.setValueAsQueryToken(FhirContext.forR4Cached(), SECURITY, null, value);
        return token;
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }
}
