package dev.smartfhir.hapi.interaction;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import java.util.Set;

/**
 * The resource types whose writes act beyond the resource itself, so that {@code *} does not cover them.
 *
 * <ul>
 *   <li>Subscription and its kin push data of other types to wherever the writer says.
 *   <li>SearchParameter changes what a search finds and through which types it goes; CompartmentDefinition and
 *       GraphDefinition say what belongs to whom.
 *   <li>StructureDefinition, StructureMap, ImplementationGuide, OperationDefinition, MessageDefinition,
 *       CapabilityStatement, ValueSet, CodeSystem, ConceptMap, NamingSystem and their kin change how the server
 *       validates, expands, transforms or describes itself for everyone.
 *   <li>AuditEvent may be created like any other type, but whoever can change or delete it can cover tracks.
 * </ul>
 *
 * <p>Consent is not among them: no rule here depends on it.
 */
public final class PrivilegedTypes {

    private static final Set<String> TYPES = Set.of(
            "Subscription", "SubscriptionTopic", "SubscriptionStatus",
            "SearchParameter", "CompartmentDefinition", "GraphDefinition",
            "StructureDefinition", "StructureMap", "ImplementationGuide", "OperationDefinition", "MessageDefinition",
            "CapabilityStatement", "TerminologyCapabilities",
            "ValueSet", "CodeSystem", "ConceptMap", "NamingSystem");

    private static final Set<String> APPEND_ONLY = Set.of("AuditEvent");

    private PrivilegedTypes() {
    }

    /** What a write demands beyond its letter; nothing for most types. */
    static Demands of(Need write) {
        boolean privileged = TYPES.contains(write.type())
                || APPEND_ONLY.contains(write.type()) && write.interaction() != Interaction.CREATE;
        return privileged ? Demands.of(Rule.PRIVILEGED_WRITE, write) : Demands.none();
    }
}
