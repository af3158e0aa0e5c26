package dev.smartfhir.scopes;

import java.util.ArrayList;
import java.util.List;

/**
 * The values that a FHIR search value offers as OR: split at each comma that no backslash escapes.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#escaping">FHIR R4, Escaping Search Parameters</a>
 */
final class Alternatives {

    private Alternatives() {
    }

    static List<String> split(String value) {
        List<String> alternatives = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == ',') {
                alternatives.add(value.substring(start, i));
                start = i + 1;
            }
        }
        alternatives.add(value.substring(start));
        return alternatives;
    }
}
