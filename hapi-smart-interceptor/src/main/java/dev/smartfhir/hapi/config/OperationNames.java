package dev.smartfhir.hapi.config;

import dev.smartfhir.scopes.ResourceTypes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The operations that an operator may allow: {@code Type/$name} or {@code $name}, and none that writes, erases, exports
 * in the background, or reads past the hooks that judge.
 */
final class OperationNames {

    private static final String PROPERTY = "smart.operations";
    private static final Pattern NAME = Pattern.compile("(?:([A-Z][A-Za-z]+)/)?\\$([a-z][A-Za-z0-9.-]*)");

    /** Operations of HAPI FHIR, its modules and its starter. */
    private static final Set<String> NEVER = Set.of("graphql", "expunge", "delete-expunge", "meta-add", "meta-delete",
            "process-message", "submit-data", "collect-data", "merge", "replace-references", "add-mapping",
            "remove-mapping", "invalidate-expansion", "mark-all-resources-for-reindexing", "perform-reindexing-pass",
            "trigger-subscription", "install", "uninstall", "apply", "cql");
    private static final List<String> NEVER_STARTING_WITH = List.of("export", "import", "reindex", "apply-", "upload-",
            "binary-access-", "hapi.fhir.", "mdm-", "partition-management-", "bulk-", "undo-");

    private OperationNames() {
    }

    static Set<String> read(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String problem = problemOf(names.get(i));
            if (problem != null) {
                throw new InvalidSmartProperty(PROPERTY + "[" + i + "]", problem + ": " + names.get(i));
            }
        }
        return new TreeSet<>(names);
    }

    private static String problemOf(String text) {
        var matcher = NAME.matcher(text);
        if (!matcher.matches() || matcher.group(1) != null && !ResourceTypes.isKnown(matcher.group(1))) {
            return "has to be an operation of a resource type, such as Patient/$everything, or of the system, such as"
                    + " $diff";
        }
        String name = matcher.group(2);
        return NEVER.contains(name) || NEVER_STARTING_WITH.stream().anyMatch(name::startsWith)
                ? "can never be allowed, because it writes, erases, exports or reads past enforcement"
                : null;
    }
}
