package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.ceiling.Placeholders;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code scope} parameter of a token request, sorted by who decides about it.
 *
 * @param smart every scope in SMART's own syntax: resource scopes and {@code launch…}
 * @param ordinary the names that stock Keycloak knows or does not know, such as {@code openid}
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3">RFC 6749, section 3.3</a>
 */
public record ScopeRequest(ScopeSet smart, List<String> ordinary) {

    /**
     * Reads the parameter; {@code null} reads as empty.
     *
     * @throws Refusal {@code invalid_scope} naming the first scope that breaks SMART's syntax (D-26), or whose
     *     constraint no FHIR server could evaluate on a stored resource (D-11), or that holds a placeholder
     */
    public static ScopeRequest read(String parameter) {
        List<Scope> smart = new ArrayList<>();
        List<String> ordinary = new ArrayList<>();
        words(parameter).forEach(word -> {
            if (SmartNames.isSmart(word)) {
                smart.add(parse(word));
            } else {
                ordinary.add(word);
            }
        });
        return new ScopeRequest(ScopeSet.of(smart), ordinary.stream().distinct().toList());
    }

    public boolean isEmpty() {
        return smart.isEmpty() && ordinary.isEmpty();
    }

    /** The resource scopes of {@code system/}, which only client credentials grant (D-25). */
    public ScopeSet system() {
        return smart.filter(ScopeRequest::isOfSystem);
    }

    /** The SMART scopes that need no user and no launch: those of {@code system/}, and introspection (D-18). */
    public ScopeSet withoutUser() {
        return smart.filter(scope -> isOfSystem(scope) || SmartNames.INTROSPECT.equals(scope));
    }

    private static boolean isOfSystem(Scope scope) {
        return scope instanceof ResourceScope resource && resource.context() == Context.SYSTEM;
    }

    private static Scope parse(String word) {
        Scope scope;
        try {
            scope = Scope.parse(word);
        } catch (ScopeParseException e) {
            throw Refusal.invalidScope("The scope " + quoted(word) + " is malformed at character "
                    + (e.position() + 1) + ": " + e.reason());
        }
        if (Placeholders.areIn(scope)) {
            throw Refusal.invalidScope("The scope " + quoted(word) + " holds ${: placeholders are for the ceilings "
                    + "that administrators write; ask for the scope without that constraint");
        }
        if (scope instanceof ResourceScope resource) {
            resource.constraints().stream().filter(constraint -> !constraint.isEvaluable()).findFirst()
                    .map(Constraint::parameter).ifPresent(parameter -> {
                        throw Refusal.invalidScope("The scope " + quoted(word) + " is constrained by "
                                + quoted(parameter) + ": only plain search parameters can constrain a scope, no "
                                + "chains, modifiers, _has or _filter");
                    });
        }
        return scope;
    }

    private static String quoted(String text) {
        return "'" + (text.length() > 120 ? text.substring(0, 120) + "..." : text) + "'";
    }

    private static Stream<String> words(String parameter) {
        return parameter == null ? Stream.empty() : Stream.of(parameter.split(" ")).filter(word -> !word.isEmpty());
    }
}
