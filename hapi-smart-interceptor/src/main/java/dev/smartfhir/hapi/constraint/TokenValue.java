package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.TokenParam;

/**
 * A value of a token parameter: {@code code} in any system, {@code system|code}, {@code |code} without a system, or
 * {@code system|} with any code. HAPI's own matcher takes {@code |code} for any system.
 *
 * @param system {@code null} for any, the empty string for none
 * @param code   {@code null} for any
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">FHIR R4, token</a>
 */
record TokenValue(String system, String code) {

    static TokenValue parse(String text) throws NotEvaluable {
        int bar = text.indexOf('|');
        if (bar < 0) {
            return new TokenValue(null, text);
        }
        String system = text.substring(0, bar);
        String code = text.substring(bar + 1);
        if (system.isEmpty() && code.isEmpty() || isPadded(system) || isPadded(code) || code.indexOf('|') >= 0) {
            throw new NotEvaluable("a token that names neither a system nor a code, or is badly formed");
        }
        return new TokenValue(system, code.isEmpty() ? null : code);
    }

    /** Whether a coding with this system and code, either of which may be missing, is meant. */
    boolean matches(String otherSystem, String otherCode) {
        return (system == null || system.equals(trimmed(otherSystem)))
                && (code == null ? !trimmed(otherSystem).isEmpty() : code.equals(trimmed(otherCode)));
    }

    /** Whether it names a code, and no system or a certain one. */
    boolean isPlain() {
        return code != null && (system == null || !system.isEmpty());
    }

    IQueryParameterType query() {
        return new TokenParam(system, code == null ? "" : code);
    }

    private static boolean isPadded(String text) {
        return !text.equals(text.strip());
    }

    private static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }
}
