package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * Decides by its first characters which kind of scope a text is, and reads it.
 */
final class ScopeParser {

    private static final String LAUNCH = "launch";

    private ScopeParser() {
    }

    static Scope parse(String text) {
        Optional<Context> context = context(text);
        boolean launch = isLaunch(text);
        int forbidden = ScopeToken.firstForbidden(text);
        if (forbidden >= 0) {
            throw new ScopeParseException(text, forbidden, "a character that no scope may hold; percent-encode it",
                    context.isPresent() || launch);
        }
        if (context.isPresent()) {
            return ResourceScopeParser.parse(text, context.get());
        }
        if (launch) {
            return parseLaunch(text);
        }
        Optional<NamedScope> named = NamedScope.ofText(text);
        return named.isPresent() ? named.get() : new ExtensionScope(text);
    }

    static boolean isOfSmart(String text) {
        return isLaunch(text) || context(text).isPresent();
    }

    private static Optional<Context> context(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? Optional.empty() : Context.ofPrefix(text.substring(0, slash));
    }

    private static boolean isLaunch(String text) {
        return text.startsWith(LAUNCH)
                && (text.length() == LAUNCH.length() || "/?".indexOf(text.charAt(LAUNCH.length())) >= 0);
    }

    private static LaunchScope parseLaunch(String text) {
        if (text.equals(LAUNCH)) {
            return LaunchScope.EHR;
        }
        int question = text.indexOf('?');
        int end = question < 0 ? text.length() : question;
        if (text.charAt(LAUNCH.length()) != '/') {
            throw malformed(text, LAUNCH.length(), "a role needs a resource type before it");
        }
        String name = text.substring(LAUNCH.length() + 1, end);
        String type = ResourceTypes.ofLowerCase(name).orElseThrow(() -> malformed(text, LAUNCH.length() + 1,
                "no resource type of FHIR in lower case"));
        if (question < 0) {
            return new LaunchScope(Optional.of(type), Optional.empty());
        }
        String query = text.substring(question + 1);
        if (!query.startsWith("role=") || query.length() == "role=".length()) {
            throw malformed(text, question + 1, "only ?role= and one role may follow");
        }
        String role = query.substring("role=".length());
        if (role.indexOf('&') >= 0 || ScopeToken.decode(role).isEmpty()) {
            throw malformed(text, question + 1 + "role=".length(), "no single, well percent-encoded role");
        }
        return new LaunchScope(Optional.of(type), Optional.of(role));
    }

    static ScopeParseException malformed(String text, int position, String reason) {
        return new ScopeParseException(text, position, reason, true);
    }
}
