package dev.smartfhir.hapi.search;

import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which resource types a search parameter goes through besides the searched one.
 *
 * <p>Accepts a parameter name with its chain, such as {@code subject:Patient.organization.name},
 * {@code _has:Observation:patient:code} (also nested, and at the end of a chain), or an element of {@code _sort}.
 * Whatever can reach types that the name does not tell goes through {@code *}.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#chaining">FHIR R4, chained parameters</a>
 */
final class Traversal {

    private static final String HAS = "_has";
    private static final int MOST_STEPS = 16;

    /** Parameters whose reach their name does not tell: they are answered from types that their values name. */
    private static final Set<String> UNTOLD = Set.of("_filter", "_list", "_query", "_contained", "_containedType");

    private final ReferenceTargets targets;

    Traversal(ReferenceTargets targets) {
        this.targets = targets;
    }

    /**
     * The types gone through by a parameter of a search on a type.
     *
     * @return {@code *} among them where any type can be reached; empty where the parameter stays on its type
     */
    Set<String> typesBehind(String type, String parameter) {
        Set<String> through = new TreeSet<>();
        Set<String> here = Set.of(type);
        String rest = parameter;
        for (int step = 0; step < MOST_STEPS; step++) {
            String name = firstName(rest);
            if (UNTOLD.contains(name)) {
                return everything();
            }
            if (name.equals(HAS)) {
                String[] parts = rest.split(":", 4);
                if (parts.length < 4 || !ResourceTypes.isKnown(parts[1])) {
                    return everything();
                }
                here = Set.of(parts[1]);
                rest = parts[3];
            } else {
                int dot = rest.indexOf('.');
                if (dot < 0) {
                    through.addAll(typesBehindModifier(rest));
                    return through;
                }
                here = targetsOf(here, rest.substring(0, dot));
                rest = rest.substring(dot + 1);
            }
            if (here.contains(ResourceScope.EVERY_TYPE)) {
                return everything();
            }
            through.addAll(here);
        }
        return everything();
    }

    /** Members of a value set are looked up in ValueSet, matches of other systems' records in anything. */
    private static Set<String> typesBehindModifier(String parameter) {
        int colon = parameter.indexOf(':');
        return switch (colon < 0 ? "" : parameter.substring(colon + 1)) {
            case "in", "not-in" -> Set.of("ValueSet");
            case "mdm" -> everything();
            default -> Set.of();
        };
    }

    private Set<String> targetsOf(Set<String> types, String step) {
        int colon = step.indexOf(':');
        if (colon >= 0) {
            String target = step.substring(colon + 1);
            return ResourceTypes.isKnown(target) ? Set.of(target) : everything();
        }
        Set<String> found = new TreeSet<>();
        types.forEach(type -> found.addAll(targets.of(type, step)));
        return found.isEmpty() || found.contains("Resource") ? everything() : found;
    }

    private static String firstName(String parameter) {
        for (int i = 0; i < parameter.length(); i++) {
            if (parameter.charAt(i) == ':' || parameter.charAt(i) == '.') {
                return parameter.substring(0, i);
            }
        }
        return parameter;
    }

    private static Set<String> everything() {
        return Set.of(ResourceScope.EVERY_TYPE);
    }
}
