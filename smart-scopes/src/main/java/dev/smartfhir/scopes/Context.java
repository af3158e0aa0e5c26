package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * Whose data a resource scope speaks of: {@code patient/}, {@code user/} or {@code system/} (SCO-21, SCO-24, SCO-25).
 */
public enum Context {

    /** Data about the one patient in the launch context. */
    PATIENT("patient"),
    /** Data that the current user can access. */
    USER("user"),
    /** Data that the client itself is authorized for. */
    SYSTEM("system");

    private final String prefix;

    Context(String prefix) {
        this.prefix = prefix;
    }

    /** The word before the slash. */
    public String prefix() {
        return prefix;
    }

    static Optional<Context> ofPrefix(String prefix) {
        for (Context context : values()) {
            if (context.prefix.equals(prefix)) {
                return Optional.of(context);
            }
        }
        return Optional.empty();
    }
}
