package dev.smartfhir.hapi.decision;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.refusal.Refusal;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every listener of the decisions on a request once it is done with: one on the request, and one on each entry of
 * a batch or transaction that was not refused as a whole.
 *
 * <p>Nothing is told of what is open to all: the CapabilityStatement, discovery, {@code OPTIONS}, and an API
 * description that the operator opens.
 */
public final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final int LONGEST_ID = 64;

    private final Supplier<List<DecisionListener>> found;
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final List<DecisionListener> added = new CopyOnWriteArrayList<>();
    private volatile List<DecisionListener> listeners;

    /**
     * Tells these.
     *
     * @param listeners asked for at the first request, because listeners may need the server that asks for them
     */
    public Decisions(Supplier<List<DecisionListener>> listeners) {
        this.found = listeners;
    }

    /** Tells this one as well; before the first request. */
    public void add(DecisionListener listener) {
        added.add(listener);
    }

    /** Tells of the decisions on a request that is done with; nothing that a listener throws gets out. */
    public void tell(ServletRequestDetails request) {
        Course course = Course.of(request);
        if (listeners().isEmpty() || !course.isToBeTold()) {
            return;
        }
        List<Decision> decisions = new ArrayList<>();
        decisions.add(onRequest(request, course));
        for (AnsweredEntry answer : course.answers()) {
            decisions.add(onEntry(request, course, answer, decisions.size() - 1));
        }
        listeners().forEach(listener -> decisions.forEach(decision -> tell(listener, decision, request)));
    }

    private void tell(DecisionListener listener, Decision decision, ServletRequestDetails request) {
        try {
            listener.decided(decision, request);
        } catch (RuntimeException | LinkageError e) {
            if (broken.add(listener.getClass().getName() + e.getClass().getName())) {
                LOG.error("{} could not take note of a decision: {}. This is said once.",
                        listener.getClass().getName(), e.getClass().getName());
            }
        }
    }

    private List<DecisionListener> listeners() {
        List<DecisionListener> known = listeners;
        if (known == null) {
            known = Stream.concat(added.stream(), found.get().stream()).toList();
            listeners = known;
        }
        return known;
    }

    private Decision onRequest(ServletRequestDetails request, Course course) {
        RequestedPath path = RequestedPath.of(request);
        return new Decision(
                course.verdict(course.refusal()),
                course.refusal().map(Refusal::code),
                scopes(course.refusal(), course::scopes),
                course.interaction().orElseGet(() -> interaction(request)),
                path.type(), path.id(),
                status(request, course),
                VerifiedToken.of(request), requestId(request), OptionalInt.empty());
    }

    private Decision onEntry(ServletRequestDetails request, Course course, AnsweredEntry answer, int place) {
        JudgedEntry entry = answer.entry();
        return new Decision(
                course.verdict(answer.refusal()),
                answer.refusal().map(Refusal::code),
                scopes(answer.refusal(), entry.scopes()),
                entry.interaction(), entry.type(), entry.id(),
                answer.status(),
                VerifiedToken.of(request), requestId(request), OptionalInt.of(place));
    }

    /** Whatever goes wrong with them, the decision is told. */
    private ScopeSet scopes(Optional<Refusal> refusal, Supplier<ScopeSet> allowing) {
        try {
            return refusal.map(Refusal::enough).orElseGet(allowing);
        } catch (RuntimeException | LinkageError e) {
            if (broken.add(e.getClass().getName())) {
                LOG.error("The scopes that decided could not be found out: {}. This is said once.",
                        e.getClass().getName());
            }
            return ScopeSet.empty();
        }
    }

    private static String interaction(ServletRequestDetails request) {
        return request.getRestOperationType() == null ? Decision.UNKNOWN : request.getRestOperationType().getCode();
    }

    /** What the client was told, or would have been told where no answer to a failure could be made. */
    private static int status(ServletRequestDetails request, Course course) {
        int status = request.getServletResponse().getStatus();
        boolean answered = request.getServletResponse().isCommitted() || status != Constants.STATUS_HTTP_200_OK;
        return answered ? status : course.failure().orElse(status);
    }

    private static String requestId(ServletRequestDetails request) {
        String id = String.valueOf(request.getRequestId());
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
    }
}
