package dev.smartfhir.hapi.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import dev.smartfhir.hapi.audit.RecordedTrail;
import dev.smartfhir.hapi.audit.event.AuditEvents;
import dev.smartfhir.hapi.audit.writing.AuditQueue;
import dev.smartfhir.hapi.audit.writing.AuditStore;
import dev.smartfhir.hapi.audit.writing.AuditWriter;
import dev.smartfhir.hapi.audit.writing.JpaAuditStore;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.config.SmartProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * The beans that keep a record of every request, where the operator has switched that on.
 */
@AutoConfiguration
@Conditional(AuditSwitchedOn.class)
public class AuditConfiguration {

    private static final int CAPACITY = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(25);

    /** The records that wait. */
    @Bean
    public AuditQueue smartAuditQueue() {
        return new AuditQueue(CAPACITY, PATIENCE);
    }

    /** Makes a record of every decision. */
    @Bean
    public RecordedTrail smartAuditTrail(FhirContext fhir, AuditQueue smartAuditQueue) {
        return new RecordedTrail(new PatientCompartment(fhir), smartAuditQueue, Clock.systemUTC());
    }

    /** Where records are kept. */
    @Bean
    public AuditStore smartAuditStore(
            FhirContext fhir, SmartProperties properties, ObjectProvider<DaoRegistry> daos,
            ObjectProvider<IIdHelperService<JpaPid>> ids, ObjectProvider<IHapiTransactionService> transactions) {
        return new JpaAuditStore(
                () -> Optional.ofNullable(daos.getIfAvailable()).map(found -> new JpaAuditStore.Parts(
                        fhir, found, ids.getObject(), transactions.getObject())),
                new AuditEvents(properties.fhirBase()));
    }

    /** Writes what waits, until the server has stopped. */
    @Bean
    public AuditWriter smartAuditWriter(AuditQueue smartAuditQueue, AuditStore smartAuditStore) {
        return new AuditWriter(smartAuditQueue, smartAuditStore, DRAIN);
    }
}
