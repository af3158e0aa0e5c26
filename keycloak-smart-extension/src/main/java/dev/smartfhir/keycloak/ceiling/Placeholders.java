package dev.smartfhir.keycloak.ceiling;

import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The placeholders in the constraints of a ceiling: <code>${name}</code>, where the name is a lower-case letter and at
 * most 31 lower-case letters, digits and hyphens. They are looked for in decoded values.
 */
public final class Placeholders {

    private static final String START = "${";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z][a-z0-9-]{0,31})}");
    /** More alternatives than this make no constraint that a server could search by. */
    private static final int MOST_ALTERNATIVES = 20;

    private Placeholders() {
    }

    /** Whether a scope holds a placeholder anywhere, be it malformed; only ceilings may. */
    public static boolean areIn(Scope scope) {
        return texts(scope).anyMatch(text -> text.contains(START));
    }

    /**
     * Whether every placeholder of a scope is well formed and stands in the value of a constraint, without a backslash
     * beside it: FHIR's escapes could swallow what is put there.
     */
    public static boolean areWellFormed(Scope scope) {
        return texts(scope).filter(text -> text.contains(START)).allMatch(text -> scope instanceof ResourceScope
                && text.indexOf('\\') < 0 && !PLACEHOLDER.matcher(text).replaceAll("").contains(START));
    }

    /** The names in a value, each once. */
    static Set<String> names(String value) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(value);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * The value with every placeholder filled; several values of an attribute become alternatives.
     *
     * @param values the values of each name in the value, at least one each
     * @throws Unfilled if that would be more than {@value #MOST_ALTERNATIVES} alternatives
     */
    static String fill(String value, Map<String, List<String>> values) throws Unfilled {
        List<String> filled = List.of(value);
        for (Map.Entry<String, List<String>> known : values.entrySet()) {
            if (filled.size() * known.getValue().size() > MOST_ALTERNATIVES) {
                throw new Unfilled("its attributes have so many values that they make more than " + MOST_ALTERNATIVES
                        + " alternatives");
            }
            List<String> next = new ArrayList<>();
            for (String text : filled) {
                known.getValue().forEach(one -> next.add(text.replace(START + known.getKey() + "}", one)));
            }
            filled = next;
        }
        return String.join(",", filled);
    }

    private static Stream<String> texts(Scope scope) {
        if (scope instanceof ResourceScope resource) {
            return resource.constraints().stream().map(Constraint::value);
        }
        return scope instanceof LaunchScope launch ? launch.role().stream() : Stream.of(scope.text());
    }
}
