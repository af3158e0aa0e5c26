package dev.smartfhir.hapi.compartment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FHIR ids, {@code [A-Za-z0-9.-]{1,64}}, and the references to patients that hold them.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#id">FHIR R4, id</a>
 */
public final class FhirId {

    private static final String ID = "[A-Za-z0-9.-]{1,64}";
    private static final Pattern WHOLE = Pattern.compile(ID);
    private static final Pattern PATIENT = Pattern.compile("Patient/(" + ID + ")(/_history/" + ID + ")?");

    private static final Pattern RELATIVE = Pattern.compile("[A-Za-z]+/" + ID + "(/_history/" + ID + ")?");

    private FhirId() {
    }

    /** Whether a text is a FHIR id. */
    public static boolean isValid(String text) {
        return text != null && WHOLE.matcher(text).matches();
    }

    /** Whether a literal reference leads to one resource of this server, {@code Type/id}, be it versioned or not. */
    static boolean isRelative(String reference) {
        return RELATIVE.matcher(reference).matches();
    }

    /**
     * The id in a relative reference to a patient of this server, {@code Patient/id} with or without a version.
     *
     * @param reference the literal reference; absolute ones, fragments, searches and {@code null} name no patient
     */
    public static Optional<String> ofPatient(String reference) {
        if (reference == null) {
            return Optional.empty();
        }
        Matcher matcher = PATIENT.matcher(reference);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
