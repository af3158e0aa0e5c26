package dev.smartfhir.sandbox.pages.web;

import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the pages remember of one browser. One request of a session is handled at a time. */
public final class Session {

    private static final String FIELD = "csrf";

    private final String id = RandomText.next();
    private final String formToken = RandomText.next();
    private Language language;
    private final Map<Class<?>, Object> parts = new HashMap<>();

    /** The value of the cookie. */
    String id() {
        return id;
    }

    /** The hidden field that each form of the pages carries. */
    public Html field() {
        return Forms.hidden(FIELD, formToken);
    }

    /** Whether a form was made for this session: a form of another site cannot know the token. */
    boolean made(Parameters form) {
        String given = form.get(FIELD);
        return given != null && MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), formToken.getBytes(StandardCharsets.UTF_8));
    }

    /** What the user reads: what was chosen last, else what the browser prefers. @param chosen may be {@code null} */
    synchronized Language language(String chosen, String preferred) {
        language = Language.of(chosen).orElse(language);
        return language == null ? Language.preferred(preferred) : language;
    }

    /** What one set of pages remembers, made at first use. */
    public <T> T part(Class<T> type, Supplier<T> first) {
        return type.cast(parts.computeIfAbsent(type, made -> first.get()));
    }
}
