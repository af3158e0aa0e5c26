package dev.smartfhir.hapi.audit.event;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.Touch;
import dev.smartfhir.hapi.decision.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.StringType;

/**
 * What was touched: the request's id, its resource or query, patients, further resources, and the decision itself.
 */
final class Entities {

    /** The code system of the entity that holds the decision. */
    static final String SYSTEM = "https://smartfhir.dev/CodeSystem/audit-entity";

    private static final String BALP_TYPE = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
    private static final String RESOURCE_TYPE = "http://hl7.org/fhir/resource-types";
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/dicom-audit-lifecycle";

    private final References references;

    Entities(References references) {
        this.references = references;
    }

    void addTo(AuditEvent event, AuditRecord entry, Optional<Touch> subject) {
        Decision decision = entry.decision();
        addRequest(event, decision.requestId());
        if (Interactions.of(decision.interaction()) == Interactions.QUERY) {
            addQuery(event, decision);
        } else {
            subject.map(Touch::reference).or(entry::named).ifPresent(reference ->
                    addData(event, reference, subject.flatMap(Touch::version)));
        }
        entry.patients().forEach(patient -> addPatient(event, patient, entry.touches()));
        entry.touches().stream().filter(touch -> !subject.filter(touch::equals).isPresent())
                .forEach(touch -> addFurther(event, touch));
        addDecision(event, entry);
    }

    private static void addRequest(AuditEvent event, String id) {
        AuditEventEntityComponent entity = event.addEntity();
        entity.getType().setSystem(BALP_TYPE).setCode("XrequestId");
        entity.getWhat().getIdentifier().setValue(id);
    }

    /** Only what was searched: the query itself may hold anything, a national id above all. */
    private static void addQuery(AuditEvent event, Decision decision) {
        AuditEventEntityComponent entity = systemObject(event);
        entity.setRole(new Coding(BalpConstants.CS_OBJECT_ROLE, BalpConstants.CS_OBJECT_ROLE_24_QUERY, "Query"));
        entity.setQuery(decision.type().orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private void addData(AuditEvent event, String reference, Optional<String> version) {
        AuditEventEntityComponent entity = systemObject(event);
        entity.setRole(new Coding(BalpConstants.CS_OBJECT_ROLE, BalpConstants.CS_OBJECT_ROLE_4_DOMAIN_RESOURCE,
                BalpConstants.CS_OBJECT_ROLE_4_DOMAIN_RESOURCE_DISPLAY));
        refer(entity, reference, version);
    }

    private void addPatient(AuditEvent event, String patient, List<Touch> touches) {
        AuditEventEntityComponent entity = event.addEntity();
        entity.setType(new Coding(BalpConstants.CS_AUDIT_ENTITY_TYPE, BalpConstants.CS_AUDIT_ENTITY_TYPE_1_PERSON,
                BalpConstants.CS_AUDIT_ENTITY_TYPE_1_PERSON_DISPLAY));
        entity.setRole(new Coding(BalpConstants.CS_OBJECT_ROLE, BalpConstants.CS_OBJECT_ROLE_1_PATIENT,
                BalpConstants.CS_OBJECT_ROLE_1_PATIENT_DISPLAY));
        refer(entity, patient, touches.stream().filter(touch -> touch.reference().equals(patient)).findFirst()
                .flatMap(Touch::version));
    }

    private void addFurther(AuditEvent event, Touch touch) {
        AuditEventEntityComponent entity = event.addEntity();
        entity.setType(new Coding(RESOURCE_TYPE, touch.type(), touch.type()));
        entity.setLifecycle(switch (touch.action()) {
            case CREATED -> new Coding(LIFECYCLE, "1", "Origination / Creation");
            case UPDATED -> new Coding(LIFECYCLE, "3", "Amendment");
            case SHOWN -> new Coding(LIFECYCLE, "6", "Access / Use");
            case DELETED -> new Coding(LIFECYCLE, "14", "Logical deletion");
        });
        refer(entity, touch.reference(), touch.version());
    }

    private static void addDecision(AuditEvent event, AuditRecord entry) {
        Decision decision = entry.decision();
        AuditEventEntityComponent entity = event.addEntity();
        entity.setType(new Coding(SYSTEM, "decision", "Decision"));
        detail(entity, "verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
        detail(entity, "status", Integer.toString(decision.status()));
        decision.rule().ifPresent(rule -> detail(entity, "rule", rule));
        if (!decision.scopes().isEmpty()) {
            detail(entity, decision.verdict() == Decision.Verdict.ALLOWED ? "scope" : "enough",
                    decision.scopes().toString());
        }
        decision.token().ifPresent(token -> detail(entity, "issuer", token.issuer()));
        decision.type().ifPresent(type -> detail(entity, "type", type));
        decision.entry().ifPresent(place -> detail(entity, "entry", Integer.toString(place)));
        if (entry.unlisted() > 0) {
            detail(entity, "unlisted", Integer.toString(entry.unlisted()));
        }
    }

    private static void detail(AuditEventEntityComponent entity, String name, String value) {
        entity.addDetail().setType(name).setValue(new StringType(value));
    }

    private static AuditEventEntityComponent systemObject(AuditEvent event) {
        AuditEventEntityComponent entity = event.addEntity();
        entity.setType(new Coding(BalpConstants.CS_AUDIT_ENTITY_TYPE,
                BalpConstants.CS_AUDIT_ENTITY_TYPE_2_SYSTEM_OBJECT,
                BalpConstants.CS_AUDIT_ENTITY_TYPE_2_SYSTEM_OBJECT_DISPLAY));
        return entity;
    }

    /** What is not stored has a name as well, by which it can be searched. */
    private void refer(AuditEventEntityComponent entity, String reference, Optional<String> version) {
        entity.setWhat(references.to(reference, version));
        if (!entity.getWhat().hasReference()) {
            entity.setName(reference);
        }
    }
}
