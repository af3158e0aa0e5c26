package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * One scope of SMART App Launch 2.2, immutable; two are equal when their texts are.
 *
 * <pre>
 * scope     = resource / launch / named / extension
 * resource  = context "/" (type / "*") "." ( letters [ "?" param "=" value *( "&amp;" param "=" value ) ] / v1 )
 * context   = "patient" / "user" / "system"
 * letters   = a non-empty, in-order subset of "cruds"
 * v1        = "read" / "write" / "*"
 * launch    = "launch" [ "/" lower-case-type [ "?role=" value ] ]
 * named     = "openid" / "fhirUser" / "profile" / "offline_access" / "online_access"
 * extension = "__" 1*char / absolute URI
 * </pre>
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2,
 *      Scopes and Launch Context</a>
 */
public sealed interface Scope permits ResourceScope, LaunchScope, NamedScope, ExtensionScope {

    /**
     * Reads one scope, in time linear in its length.
     *
     * @throws ScopeParseException if the text is not in the grammar
     */
    static Scope parse(String text) {
        return ScopeParser.parse(text);
    }

    /**
     * Whether a text is written as a scope of resources or of launch, well or badly: {@link #parse} reads it as one, or
     * not at all.
     */
    static boolean isOfSmart(String text) {
        return ScopeParser.isOfSmart(text);
    }

    /** The scope as it stands in a request or token; reading it again gives an equal scope. */
    String text();

    /** The one way to write every scope that means the same. */
    Scope canonical();

    /** Whether everything that the other scope allows is allowed by this one; a partial order on canonical forms. */
    boolean covers(Scope other);

    /** What both scopes allow, in the syntax of this one where that says exactly the same; empty if nothing. */
    Optional<? extends Scope> intersect(Scope other);
}
