package dev.smartfhir.hapi.trial;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.decision.Course;
import dev.smartfhir.hapi.refusal.Refusal;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Judges so that nothing of it gets into the request: what is thrown is noted, and what comes up in a transaction of
 * the storage is judged once the answer has left, because a failed read would take the transaction with it.
 */
final class Judging {

    /** The rule that is reported where judging itself has failed; enforced, the request would have failed. */
    static final String FAULT = "judging-failed";

    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);
    private static final String LATER = Judging.class.getName();
    private static final int FIRST_FAULT = 500;

    private final Set<String> faults = ConcurrentHashMap.newKeySet();

    /** Prepares a request whose entries may be judged at the same time. */
    void prepare(RequestDetails request) {
        later(request);
    }

    /** Judges now, or after a transaction that is under way. */
    void of(RequestDetails request, Runnable judged) {
        if (Course.of(request).isRefused()) {
            return;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            later(request).add(judged);
        } else {
            now(request, judged);
        }
    }

    /** Judges now. */
    void now(RequestDetails request, Runnable judged) {
        if (!Course.of(request).isRefused()) {
            try {
                judged.run();
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                refusal(e).ifPresent(Course.of(request)::refuse);
            }
        }
    }

    /** Judges what has been left for later. */
    void rest(RequestDetails request) {
        Queue<Runnable> left = later(request);
        for (Runnable judged = left.poll(); judged != null; judged = left.poll()) {
            now(request, judged);
        }
    }

    /** Does what may fail. */
    void harmless(Runnable done) {
        try {
            done.run();
        } catch (RuntimeException | LinkageError e) {
            note(e);
        }
    }

    /** What HAPI itself would refuse as well is no refusal, and whatever else is thrown is a fault. */
    private Optional<Refusal> refusal(Throwable thrown) {
        Optional<Refusal> refusal = Refusal.in(thrown);
        if (refusal.isEmpty() && !(thrown instanceof BaseServerResponseException known
                && known.getStatusCode() < FIRST_FAULT)) {
            note(thrown);
            return Optional.of(() -> FAULT);
        }
        return refusal;
    }

    private void note(Throwable thrown) {
        if (faults.add(thrown.getClass().getName())) {
            LOG.error("A request could not be judged in the trial: {}. This is said once.",
                    thrown.getClass().getName());
        }
    }

    @SuppressWarnings("unchecked")
    private static Queue<Runnable> later(RequestDetails request) {
        return (Queue<Runnable>) request.getUserData().computeIfAbsent(LATER, key -> new ConcurrentLinkedQueue<>());
    }
}
