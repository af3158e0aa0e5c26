package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.context.RuntimeSearchParam;
import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.Set;

/**
 * A value of a reference parameter: {@code Type/id}, or {@code id} alone where the parameter leads to one type or
 * is {@code patient}.
 *
 * <p>URLs and versions are not evaluated: whether they lead to a resource of this server is not theirs to say.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#reference">FHIR R4, reference</a>
 */
final class ReferenceValue {

    private ReferenceValue() {
    }

    /** The same value as {@code Type/id}. */
    static String parse(String text, RuntimeSearchParam parameter) throws NotEvaluable {
        Set<String> targets = parameter.getTargets();
        int slash = text.indexOf('/');
        String type = slash < 0 ? onlyOne(parameter) : text.substring(0, slash);
        if (!ResourceTypes.isKnown(type) || !FhirId.isValid(text.substring(slash + 1))
                || !targets.isEmpty() && !targets.contains(type)) {
            throw new NotEvaluable("not a reference to a type that the parameter leads to, such as Patient/id");
        }
        return type + "/" + text.substring(slash + 1);
    }

    /** R4 lets {@code patient} lead to a Group as well on some types, where its elements do. */
    private static String onlyOne(RuntimeSearchParam parameter) {
        if (parameter.getName().equals("patient")) {
            return "Patient";
        }
        return parameter.getTargets().size() == 1 ? parameter.getTargets().iterator().next() : "";
    }
}
