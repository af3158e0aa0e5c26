package dev.smartfhir.endtoend.fuzz.draw;

/**
 * One {@code _include} or {@code _revinclude}.
 *
 * @param source the type that refers, or {@code *}
 * @param parameter the reference parameter, or {@code *}
 * @param target the only type referred to, or null
 */
public record Include(boolean reverse, boolean iterate, String source, String parameter, String target) {

    /** Whether it follows this parameter of a resource of this type to that type; HAPI reads no target beside {@code *}. */
    public boolean follows(String fromType, String name, String toType) {
        return (source.equals("*") || source.equals(fromType))
                && (parameter.equals("*") || parameter.equals(name))
                && (target == null || parameter.equals("*") || target.equals(toType));
    }

    @Override
    public String toString() {
        return (reverse ? "_revinclude" : "_include") + (iterate ? ":iterate" : "") + "="
                + (source.equals("*") ? "*" : source + ":" + parameter + (target == null ? "" : ":" + target));
    }
}
