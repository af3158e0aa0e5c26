package dev.smartfhir.hapi.transaction;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/**
 * The entries that were taken out of a batch, with their places, until their answers go back among the others.
 *
 * @param verdicts the verdict on each, by its place in the request
 */
public record RefusedEntries(SortedMap<Integer, Verdict> verdicts) {

    private static final String KEY = RefusedEntries.class.getName();

    /** Copies the verdicts. */
    public RefusedEntries {
        verdicts = new TreeMap<>(verdicts);
    }

    static RefusedEntries none() {
        return new RefusedEntries(new TreeMap<>());
    }

    /** The entries taken out of the batch of this request; they are given once, to be answered once. */
    public static Optional<RefusedEntries> takeFrom(RequestDetails request) {
        return Optional.ofNullable((RefusedEntries) request.getUserData().remove(KEY));
    }

    /** Leaves them with their request, where {@link #takeFrom(RequestDetails)} finds them. */
    public void attachTo(RequestDetails request) {
        if (!verdicts.isEmpty()) {
            request.getUserData().put(KEY, this);
        }
    }

    /** Puts the answer to each refused entry at its place in the response. */
    public void answerIn(Bundle response) {
        List<BundleEntryComponent> answers = response.getEntry();
        verdicts.forEach((place, verdict) -> answers.add(Math.min(place, answers.size()), answer(verdict)));
    }

    private static BundleEntryComponent answer(Verdict verdict) {
        BundleEntryComponent entry = new BundleEntryComponent();
        if (verdict instanceof Verdict.Forbidden forbidden) {
            entry.getResponse().setStatus("403 Forbidden").setOutcome(Refusals.outcome(forbidden));
        } else if (verdict instanceof Verdict.Invalid invalid) {
            entry.getResponse().setStatus("400 Bad Request").setOutcome(Refusals.outcome(invalid));
        }
        return entry;
    }
}
