package dev.smartfhir.scopes;

import static dev.smartfhir.scopes.ScopeParser.malformed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code context/type.interactions?constraints}: first up to the first question mark, then at the first dot.
 */
final class ResourceScopeParser {

    private ResourceScopeParser() {
    }

    static ResourceScope parse(String text, Context context) {
        int question = text.indexOf('?');
        int end = question < 0 ? text.length() : question;
        int typeStart = context.prefix().length() + 1;
        int dot = text.indexOf('.', typeStart);
        if (dot < 0 || dot > end) {
            throw malformed(text, end, "no dot and interactions after the resource type");
        }
        String type = text.substring(typeStart, dot);
        if (!type.equals(ResourceScope.EVERY_TYPE) && !ResourceTypes.isKnown(type)) {
            throw malformed(text, typeStart, "no resource type of FHIR");
        }
        String suffix = text.substring(dot + 1, end);
        Optional<Interactions> words = Syntax.V1.read(suffix);
        if (words.isPresent()) {
            if (question >= 0) {
                throw malformed(text, question, "a SMART 1 scope takes no constraints");
            }
            return new ResourceScope(context, type, words.get(), List.of(), Syntax.V1);
        }
        Interactions letters = Syntax.V2.read(suffix).orElseThrow(() -> malformed(text, dot + 1,
                "interactions are letters of \"cruds\" in this order, at least one, or read, write, *"));
        List<Constraint> constraints = question < 0 ? List.of() : constraints(text, question + 1);
        return new ResourceScope(context, type, letters, constraints, Syntax.V2);
    }

    private static List<Constraint> constraints(String text, int start) {
        List<Constraint> constraints = new ArrayList<>();
        int from = start;
        while (from <= text.length()) {
            int ampersand = text.indexOf('&', from);
            int end = ampersand < 0 ? text.length() : ampersand;
            constraints.add(constraint(text, from, end));
            from = end + 1;
        }
        return constraints;
    }

    private static Constraint constraint(String text, int start, int end) {
        int equals = text.indexOf('=', start);
        if (equals < 0 || equals >= end) {
            throw malformed(text, end, "a constraint without \"=\" and value");
        }
        for (int i = start; i < equals; i++) {
            if (!isParameterCharacter(text.charAt(i), i == start)) {
                throw malformed(text, i, "no character of a search parameter's name");
            }
        }
        if (equals == start) {
            throw malformed(text, start, "a constraint without a search parameter");
        }
        String encoded = text.substring(equals + 1, end);
        String value = ScopeToken.decode(encoded).orElseThrow(
                () -> malformed(text, equals + 1, "a value that is not well percent-encoded UTF-8"));
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw malformed(text, equals + 1, "a value that holds a control character");
        }
        if (Alternatives.split(value).stream().anyMatch(String::isBlank)) {
            throw malformed(text, equals + 1, "an empty value, which would not constrain");
        }
        return new Constraint(text.substring(start, equals), encoded);
    }

    private static boolean isParameterCharacter(char c, boolean first) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
        return first ? letter : letter || c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':';
    }
}
