package dev.smartfhir.hapi.operation;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;
import java.util.Set;

/**
 * What an operation demands that the operator allows: read and search on the type that it is invoked on, on every type
 * for the whole system (D-08). All others are refused.
 *
 * <p>What an operation searches and reads on its way is judged like any other search and read, and it writes nothing.
 */
public final class AllowedOperations {

    /** The parameters of {@code $everything} that only choose among what it finds, or shape the answer. */
    private static final Set<String> SHAPING = Set.of("_count", "_offset", "_lastUpdated", "_since", "_sort", "_type",
            "_id", "start", "end", "_format", "_pretty", "_summary", "_elements");

    private final Set<String> allowed;

    /** These operations, each as {@code Type/$name} or {@code $name}. */
    public AllowedOperations(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** What a call demands. */
    public Demands of(OperationCall call) {
        if (!allowed.contains(call.configuredName())) {
            return Demands.forbiddenBy(Rule.OPERATION);
        }
        String type = call.type().orElse(ResourceScope.EVERY_TYPE);
        Demands demands = Demands.of(Rule.INTERACTION, new Need(Interaction.READ, type))
                .and(Demands.of(Rule.INTERACTION, Need.search(type)));
        return call.name().equals("$everything") && !SHAPING.containsAll(call.parameters())
                ? demands.and(Demands.of(Rule.SEARCH_THROUGH, Need.searchEverything()))
                : demands;
    }
}
