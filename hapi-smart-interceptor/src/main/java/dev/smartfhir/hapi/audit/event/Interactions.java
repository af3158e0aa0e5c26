package dev.smartfhir.hapi.audit.event;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Coding;

/**
 * The kinds of interactions that records tell apart.
 */
enum Interactions {
    CREATE(AuditEventAction.C),
    READ(AuditEventAction.R),
    UPDATE(AuditEventAction.U),
    DELETE(AuditEventAction.D),
    QUERY(AuditEventAction.E),
    /** Operations, bundles, and what never became an interaction. */
    OTHER(AuditEventAction.E);

    private final AuditEventAction action;

    Interactions(AuditEventAction action) {
        this.action = action;
    }

    /** The kind of an interaction with HAPI's code for it. */
    static Interactions of(String code) {
        return switch (code) {
            case "create" -> CREATE;
            case "read", "vread", "history-instance" -> READ;
            case "update", "patch" -> UPDATE;
            case "delete" -> DELETE;
            case "search-type", "search-system", "history-type", "history-system", "get-page" -> QUERY;
            default -> OTHER;
        };
    }

    AuditEventAction action() {
        return action;
    }

    /** Whether data flow to the client, as the profile of a read has it. */
    boolean flowsToClient() {
        return this == READ;
    }

    boolean changes() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }

    /** FHIR's own code of the interaction; empty for one that has none. */
    static Optional<Coding> coding(String code) {
        String own = switch (code) {
            case "extended-operation-server", "extended-operation-type", "extended-operation-instance" -> "operation";
            case "get-page" -> "search-type";
            default -> code;
        };
        return own.equals("unknown") ? Optional.empty()
                : Optional.of(new Coding(BalpConstants.CS_RESTFUL_INTERACTION, own, own));
    }
}
