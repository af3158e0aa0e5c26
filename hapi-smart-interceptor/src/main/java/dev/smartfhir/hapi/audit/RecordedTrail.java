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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every request that is decided on, and every entry of a bundle.
 */
public final class RecordedTrail implements AuditTrail, DecisionListener {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedTrail.class);
    private static final int FIRST_ERROR = 400;

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
        // Now, as the entries of a batch may be done at the same time and share it.
        Touched.of(request);
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
    public void leaves(IBaseResource answer, RequestDetails request) {
        if (request instanceof ServletRequestDetails) {
            Touched.of(request).leaving(answer);
        }
    }

    @Override
    public void answered(IBaseResource answer, RequestDetails request) {
        if (request instanceof ServletRequestDetails) {
            Touched.of(request).leaving(null);
            if (answer != null) {
                answered.note(answer, request);
            }
        }
    }

    /** Whoever answers in place of HAPI, such as for a browser, keeps the hooks after his own from being called. */
    private void noteWhatHasLeft(ServletRequestDetails request) {
        Touched.of(request).leaving().ifPresent(answer -> {
            try {
                answered(answer, request);
            } catch (RuntimeException e) {
                LOG.error("What an answer has shown could not be noted: {}", e.getClass().getName());
            }
        });
    }

    @Override
    public void decided(Decision decision) {
        queue.add(new AuditRecord(decision, List.of(), 0, Optional.empty(), clock.instant()));
    }

    @Override
    public void decided(Decision decision, ServletRequestDetails request) {
        if (decision.status() < FIRST_ERROR) {
            noteWhatHasLeft(request);
        }
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
