package dev.smartfhir.hapi.label;

import ca.uhn.fhir.model.api.IQueryParameterType;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.scopes.Constraint;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Evaluates {@code _security} and {@code _tag}, each value {@code system|code} or {@code code}, and nothing else. */
public final class MetaMatcher implements ConstraintMatcher {

    @Override
    public boolean isEvaluable(String type, Constraint constraint) {
        return constraint.parameter().equals("_security") || constraint.parameter().equals("_tag");
    }

    @Override
    public boolean matches(IBaseResource resource, List<Constraint> constraints) {
        return constraints.stream().allMatch(constraint -> codings(resource, constraint).anyMatch(coding ->
                Stream.of(constraint.value().split(",")).anyMatch(value -> value.equals(coding.getCode())
                        || value.equals(coding.getSystem() + "|" + coding.getCode()))));
    }

    @Override
    public List<IQueryParameterType> query(String type, Constraint constraint) {
        return List.of();
    }

    private static Stream<? extends IBaseCoding> codings(IBaseResource resource, Constraint constraint) {
        return constraint.parameter().equals("_tag")
                ? resource.getMeta().getTag().stream()
                : resource.getMeta().getSecurity().stream();
    }
}
