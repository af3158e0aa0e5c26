package dev.smartfhir.keycloak.client;

import dev.smartfhir.scopes.ExtensionScope;
import dev.smartfhir.scopes.Scope;

/**
 * Tells which names of client scopes are written in SMART's own syntax: {@code patient/}, {@code user/},
 * {@code system/} and {@code launch}, and the one extension scope that this module knows. A name that starts so and
 * breaks the grammar counts as SMART, too: it must not slip through as an ordinary scope.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART scopes</a>
 */
public final class SmartNames {

    /** The scope that lets its holder introspect the tokens of every client (D-18). */
    public static final ExtensionScope INTROSPECT = new ExtensionScope("__introspect");

    private SmartNames() {
    }

    /** Whether this module, and never stock code, decides about a scope of this name; {@code null} is no name. */
    public static boolean isSmart(String name) {
        return name != null && (Scope.isOfSmart(name) || name.equals(INTROSPECT.text()));
    }
}
