package dev.smartfhir.scopes;

/**
 * The one error of the grammar: says which text, where and why it is not a scope.
 */
public final class ScopeParseException extends IllegalArgumentException {

    private static final int LONGEST_QUOTE = 200;

    private final String scope;
    private final int position;
    private final String reason;
    private final boolean malformed;

    ScopeParseException(String scope, int position, String reason, boolean malformed) {
        super("not a scope: \"" + quote(scope) + "\", at character " + (position + 1) + ": " + reason);
        this.scope = scope;
        this.position = position;
        this.reason = reason;
        this.malformed = malformed;
    }

    /** The text that was to be read. */
    public String scope() {
        return scope;
    }

    /** The index of the first character that is wrong, from 0; the length of the text where something is missing. */
    public int position() {
        return position;
    }

    /** Why, in a few words that quote nothing of the text beyond printable ASCII. */
    public String reason() {
        return reason;
    }

    /**
     * Whether the text is in SMART's own syntax ({@code patient/}, {@code user/}, {@code system/}, {@code launch})
     * and breaks it. Otherwise it is simply no scope that SMART knows (D-26).
     */
    public boolean isMalformed() {
        return malformed;
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(Math.min(text.length(), LONGEST_QUOTE) + 1);
        for (int i = 0; i < text.length() && i < LONGEST_QUOTE; i++) {
            char c = text.charAt(i);
            quoted.append(ScopeToken.isAllowed(c) ? c : '?');
        }
        return text.length() > LONGEST_QUOTE ? quoted.append("...").toString() : quoted.toString();
    }
}
