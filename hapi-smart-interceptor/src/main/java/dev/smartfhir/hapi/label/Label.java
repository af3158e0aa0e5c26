package dev.smartfhir.hapi.label;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * A security label as {@code _security} finds it: its system and code, whatever is displayed.
 *
 * @param system the empty string for none
 * @param code   the empty string for none
 * @see <a href="https://hl7.org/fhir/R4/security-labels.html">FHIR R4, security labels</a>
 */
record Label(String system, String code) {

    static Label of(IBaseCoding coding) {
        return new Label(Objects.toString(coding.getSystem(), ""), Objects.toString(coding.getCode(), ""));
    }

    /** The labels of a resource itself: those of what it contains are not searched by, and mean nothing. */
    static Set<Label> allOf(IBaseResource resource) {
        return resource.getMeta().getSecurity().stream().map(Label::of).collect(Collectors.toSet());
    }
}
