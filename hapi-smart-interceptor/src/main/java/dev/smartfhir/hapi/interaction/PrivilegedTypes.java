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
 *   <li>AuditEvent may be created like any other type, but whoever can change or delete it can cover tracks. Where the
 *       server records what clients do, no scope changes or deletes one, and creating one is privileged: it could pass
 *       for a record.
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

    private final boolean audited;

    /**
     * The types of one server.
     *
     * @param audited whether it records what clients do
     */
    PrivilegedTypes(boolean audited) {
        this.audited = audited;
    }

    /** What a write demands beyond its letter; nothing for most types. */
    Demands of(Need write) {
        if (APPEND_ONLY.contains(write.type())) {
            return appendOnly(write);
        }
        return TYPES.contains(write.type()) ? Demands.of(Rule.PRIVILEGED_WRITE, write) : Demands.none();
    }

    private Demands appendOnly(Need write) {
        boolean creates = write.interaction() == Interaction.CREATE;
        if (audited) {
            return creates ? Demands.of(Rule.PRIVILEGED_WRITE, write) : Demands.forbiddenBy(Rule.AUDIT);
        }
        return creates ? Demands.none() : Demands.of(Rule.PRIVILEGED_WRITE, write);
    }
}
