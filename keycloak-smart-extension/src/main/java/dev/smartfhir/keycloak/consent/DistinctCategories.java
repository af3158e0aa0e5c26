package dev.smartfhir.keycloak.consent;

import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.ResourceScope;
import java.util.List;

/**
 * Tells scopes apart that name different categories. A value is {@code code}, {@code system|code}, {@code |code} or
 * {@code system|}; where one may mean the other, the categories are not different.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">FHIR R4, search by token</a>
 */
final class DistinctCategories {

    private static final String PARAMETER = "category";

    private DistinctCategories() {
    }

    /** Whether both scopes are constrained by category, and no category of the one may be one of the other. */
    static boolean separate(ResourceScope one, ResourceScope other) {
        return categories(one).stream().anyMatch(left -> categories(other).stream().anyMatch(right ->
                left.alternatives().stream().allMatch(value ->
                        right.alternatives().stream().allMatch(against -> differ(value, against)))));
    }

    private static List<Constraint> categories(ResourceScope scope) {
        return scope.constraints().stream().filter(constraint -> constraint.parameter().equals(PARAMETER)).toList();
    }

    private static boolean differ(String one, String other) {
        if (one.indexOf('\\') >= 0 || other.indexOf('\\') >= 0) {
            return false;
        }
        String code = code(one);
        String otherCode = code(other);
        return !code.isEmpty() && !otherCode.isEmpty() && !code.equalsIgnoreCase(otherCode)
                || one.indexOf('|') >= 0 && other.indexOf('|') >= 0 && !system(one).equalsIgnoreCase(system(other));
    }

    private static String code(String token) {
        return token.substring(token.indexOf('|') + 1);
    }

    private static String system(String token) {
        return token.substring(0, token.indexOf('|'));
    }
}
