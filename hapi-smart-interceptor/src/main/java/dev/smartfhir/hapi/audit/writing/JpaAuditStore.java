package dev.smartfhir.hapi.audit.writing;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.event.AuditEvents;
import dev.smartfhir.hapi.audit.event.References;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.AuditEvent;

/**
 * Keeps records in HAPI's own store, past the hooks that judge and record clients, each batch in its own transaction.
 */
public final class JpaAuditStore implements AuditStore {

    private static final String TYPE = "AuditEvent";
    private static final String WHAT = "AuditEvent.entity.what";

    /**
     * The parts of a JPA server that records are written with.
     *
     * @param fhir         its FHIR version
     * @param daos         its stores, by resource type
     * @param ids          finds out what is stored
     * @param transactions its transactions
     */
    public record Parts(
            FhirContext fhir, DaoRegistry daos, IIdHelperService<JpaPid> ids, IHapiTransactionService transactions) {
    }

    private final Supplier<Optional<Parts>> parts;
    private final AuditEvents events;

    /**
     * Writes through these.
     *
     * @param parts looked up when the server starts; empty where it is no JPA server
     */
    public JpaAuditStore(Supplier<Optional<Parts>> parts, AuditEvents events) {
        this.parts = parts;
        this.events = events;
    }

    @Override
    public void check() {
        if (parts.get().filter(server -> server.daos().isResourceTypeSupported(TYPE)).isEmpty()) {
            throw new IllegalStateException("smart.audit=true needs a JPA server that stores AuditEvent");
        }
    }

    @Override
    public void write(List<AuditRecord> entries) {
        Parts server = server();
        server.transactions().withSystemRequest().execute(() -> {
            if (!keepsVersions(server.fhir())) {
                entries.forEach(entry -> create(server, entry, References.NONE, new TransactionDetails()));
                return;
            }
            StoredTargets targets = StoredTargets.of(entries, server.ids(), server.daos());
            entries.forEach(entry -> create(server, entry, targets, targets.known()));
        });
    }

    @Override
    public void writeWithoutReferences(AuditRecord entry) {
        create(server(), entry, References.NONE, new TransactionDetails());
    }

    private void create(Parts server, AuditRecord entry, References references, TransactionDetails details) {
        IFhirResourceDao<AuditEvent> dao = server.daos().getResourceDao(AuditEvent.class);
        dao.create(events.of(entry, references), null, true, new SystemRequestDetails(), details);
    }

    /** Stock HAPI keeps them here; without its version a reference would keep its target from being deleted. */
    private static boolean keepsVersions(FhirContext fhir) {
        return !fhir.getParserOptions().isStripVersionsFromReferences()
                || fhir.getParserOptions().getDontStripVersionsFromReferencesAtPaths().contains(WHAT);
    }

    private Parts server() {
        return parts.get().orElseThrow(() -> new IllegalStateException("There is no JPA server any more"));
    }
}
