package dev.smartfhir.sandbox.pages.steps;

import java.util.List;
import java.util.regex.Pattern;

/** Shortens what must not be copied from a page: tokens, codes, verifiers and secrets. */
final class Secrets {

    private static final String SHORT = "$1$2\u2026";
    private static final List<Pattern> PATTERNS = List.of(
            // A signed JWT, wherever it stands.
            Pattern.compile("()(eyJ[\\w-]{9})[\\w-]*\\.[\\w-]+\\.[\\w-]+"),
            Pattern.compile("(Authorization: (?:Basic|Bearer) )(\\S{6})\\S+"),
            Pattern.compile("((?:^|[?&\\n])(?:code|code_verifier|client_assertion|client_secret|token|refresh_token"
                    + "|access_token|id_token_hint)=)([^&\\s]{6})[^&\\s]+"),
            Pattern.compile("(\"(?:access_token|refresh_token|id_token|client_secret)\"\\s*:\\s*\")([^\"]{6})[^\"]+"));

    private Secrets() {
    }

    static String shorten(String text) {
        String shorter = text;
        for (Pattern pattern : PATTERNS) {
            shorter = shorter == null ? null : pattern.matcher(shorter).replaceAll(SHORT);
        }
        return shorter;
    }
}
