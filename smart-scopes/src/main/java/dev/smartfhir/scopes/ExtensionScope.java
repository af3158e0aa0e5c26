package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * A scope outside the guide: {@code __} and at least one character, or an absolute URI ({@code scheme://…} or
 * {@code urn:…}), compared as it stands (SCO-31).
 *
 * @param text the scope
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#extensions">
 *      SMART App Launch 2.2, Extensions</a>
 */
public record ExtensionScope(String text) implements Scope {

    /**
     * @throws ScopeParseException if the text is no extension scope
     */
    public ExtensionScope {
        int forbidden = ScopeToken.firstForbidden(text);
        if (forbidden >= 0) {
            throw new ScopeParseException(text, forbidden, "a character that no scope may hold", false);
        }
        if (!(isPrivate(text) || isUri(text))) {
            throw new ScopeParseException(text, 0, "no scope that SMART knows", false);
        }
    }

    private static boolean isPrivate(String text) {
        return text.startsWith("__") && text.length() > 2;
    }

    private static boolean isUri(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || !isAsciiLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!isAsciiLetter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        String rest = text.substring(colon + 1);
        return text.regionMatches(true, 0, "urn:", 0, 4) ? rest.length() > 0 : rest.startsWith("//") && rest.length() > 2;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    @Override
    public ExtensionScope canonical() {
        return this;
    }

    @Override
    public boolean covers(Scope other) {
        return equals(other);
    }

    @Override
    public Optional<ExtensionScope> intersect(Scope other) {
        return equals(other) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
