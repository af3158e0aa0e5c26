package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Constraint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A well-known category of a resource type that R4 can search by {@code category}.
 *
 * @param type the resource type
 * @param system the code system
 * @param code the code
 * @see <a href="https://hl7.org/fhir/R4/valueset-observation-category.html">FHIR R4, Observation categories</a>
 */
record Category(String type, String system, String code) {

    private static final String PARAMETER = "category";

    private static final List<Category> KNOWN = Lines.of("categories.txt").stream().flatMap(Category::read).toList();

    /** The well-known categories of a type, the most usual first. */
    static List<Category> of(String type) {
        return KNOWN.stream().filter(category -> category.type.equals(type)).toList();
    }

    /** The categories that a constraint names; empty if it is about anything else, or about others as well. */
    static Optional<List<Category>> named(String type, Constraint constraint) {
        if (!constraint.parameter().equals(PARAMETER)) {
            return Optional.empty();
        }
        List<String> tokens = constraint.alternatives();
        List<Category> named = of(type).stream().filter(category -> tokens.contains(category.token())).toList();
        return named.size() == tokens.stream().distinct().count() ? Optional.of(named) : Optional.empty();
    }

    Constraint constraint() {
        return Constraint.of(PARAMETER, token());
    }

    private String token() {
        return system + "|" + code;
    }

    private static Stream<Category> read(String line) {
        String[] words = line.split(" ");
        return Stream.of(words).skip(2).map(code -> new Category(words[0], words[1], code));
    }
}
