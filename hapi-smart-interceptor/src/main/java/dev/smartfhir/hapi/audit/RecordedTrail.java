package dev.smartfhir.hapi.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.audit.writing.AuditQueue;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.DecisionListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Records every request that is decided on, and every entry of a bundle.
 */
public final class RecordedTrail implements AuditTrail, DecisionListener {

    private final Answered answered;
    private final AuditQueue queue;
    private final Clock clock;

    /**
     * Keeps records here.
     *
     * @param compartment tells whom a resource is about
     * @param queue       takes the records
     */
    public RecordedTrail(PatientCompartment compartment, AuditQueue queue, Clock clock) {
        this.answered = new Answered(compartment);
        this.queue = queue;
        this.clock = clock;
    }

    /** Holds a request back for a while where too many records wait, and then refuses it. */
    @Override
    public void admit(ServletRequestDetails request) {
        if (VerifiedToken.of(request).isPresent() && !queue.awaitRoom()) {
            throw new AuditUnavailable();
        }
    }

    @Override
    public void changed(Touch.Action action, IBaseResource resource, RequestDetails request) {
        if (request instanceof ServletRequestDetails) {
            answered.change(action, resource, request);
        }
    }

    @Override
    public void answered(IBaseResource answer, RequestDetails request) {
        if (answer != null && request instanceof ServletRequestDetails) {
            answered.note(answer, request);
        }
    }

    @Override
    public void decided(Decision decision) {
        queue.add(new AuditRecord(decision, List.of(), 0, Optional.empty(), clock.instant()));
    }

    @Override
    public void decided(Decision decision, ServletRequestDetails request) {
        Touched touched = Touched.of(request);
        List<Touch> touches = decision.entry().isEmpty()
                ? touched.list()
                : touched.ofEntry(decision.entry().getAsInt(), named(decision));
        queue.add(new AuditRecord(decision, touches, decision.entry().isEmpty() ? touched.unlisted() : 0,
                address(request), clock.instant()));
    }

    private static String named(Decision decision) {
        return decision.type().orElse("") + "/" + decision.id().orElse("");
    }

    private static Optional<String> address(ServletRequestDetails request) {
        return Optional.ofNullable(request.getServletRequest()).map(servlet -> servlet.getRemoteAddr());
    }
}
