package dev.smartfhir.hapi.audit.event;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.Touch;
import dev.smartfhir.hapi.decision.Decision;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;

/**
 * Makes an AuditEvent of a record: type {@code rest}, the interaction, who, what, and the outcome.
 *
 * <p>Nothing of a token but its claims {@code iss}, {@code sub}, {@code client_id}, {@code fhirUser}, {@code patient}
 * and its scopes is in it, and nothing of a query string, a search form or a body.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/content.html">IHE Basic Audit Log Patterns</a>
 * @see <a href="https://hl7.org/fhir/R4/auditevent.html">FHIR R4, AuditEvent</a>
 */
public final class AuditEvents {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final URI fhirBase;
    private final Agents agents;

    /**
     * Records of one server.
     *
     * @param fhirBase its base URL as clients know it
     */
    public AuditEvents(URI fhirBase) {
        this.fhirBase = fhirBase;
        this.agents = new Agents(fhirBase);
    }

    /** The AuditEvent of a record, which refers to resources so. */
    public AuditEvent of(AuditRecord entry, References references) {
        Decision decision = entry.decision();
        Interactions kind = Interactions.of(decision.interaction());
        Optional<Touch> subject = subject(entry, kind);
        AuditEvent event = new AuditEvent();
        Profile.of(entry, subject.isPresent() || entry.named().isPresent())
                .ifPresent(profile -> event.getMeta().addProfile(profile.getProfileUrl()));
        event.setType(new Coding(BalpConstants.CS_AUDIT_EVENT_TYPE, "rest", "Restful Operation"));
        Interactions.coding(decision.interaction()).ifPresent(event::addSubtype);
        event.setAction(kind.action());
        event.setRecorded(Date.from(entry.recorded()));
        setOutcome(event, decision);
        agents.addTo(event, entry);
        event.getSource().getObserver().setDisplay(fhirBase.toString());
        new Entities(references).addTo(event, entry, subject);
        return event;
    }

    private static void setOutcome(AuditEvent event, Decision decision) {
        if (decision.verdict() == Decision.Verdict.REFUSED) {
            event.setOutcome(AuditEventOutcome._4);
        } else {
            event.setOutcome(decision.status() >= SERVER_ERROR ? AuditEventOutcome._8
                    : decision.status() >= CLIENT_ERROR ? AuditEventOutcome._4 : AuditEventOutcome._0);
        }
        switch (decision.verdict()) {
            case REFUSED -> event.setOutcomeDesc(decision.rule().orElse("refused"));
            case REPORTED -> event.setOutcomeDesc("reported: " + decision.rule().orElse("refused"));
            case ALLOWED -> {
                if (decision.status() >= CLIENT_ERROR) {
                    event.setOutcomeDesc("HTTP " + decision.status());
                }
            }
        }
    }

    /** The one resource that the interaction was on, where there is just one. */
    private static Optional<Touch> subject(AuditRecord entry, Interactions kind) {
        if (kind != Interactions.READ && !kind.changes()) {
            return Optional.empty();
        }
        List<Touch> fitting = entry.touches().stream()
                .filter(touch -> kind == Interactions.READ || touch.isChange())
                .filter(touch -> entry.named().map(touch.reference()::equals).orElse(true))
                .toList();
        return fitting.size() == 1 || kind == Interactions.READ ? fitting.stream().findFirst() : Optional.empty();
    }
}
