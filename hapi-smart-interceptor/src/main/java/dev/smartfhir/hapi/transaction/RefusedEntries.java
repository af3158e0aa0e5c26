package dev.smartfhir.hapi.transaction;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * The entries that were taken out of a batch, with their places, until their answers go back among the others.
 *
 * @param refusals what each would have been answered alone, by its place in the request
 */
public record RefusedEntries(SortedMap<Integer, BaseServerResponseException> refusals) {

    private static final String KEY = RefusedEntries.class.getName();

    /** Copies the refusals. */
    public RefusedEntries {
        refusals = new TreeMap<>(refusals);
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
        if (!refusals.isEmpty()) {
            request.getUserData().put(KEY, this);
        }
    }

    /** Puts the answer to each refused entry at its place in the response. */
    public void answerIn(Bundle response) {
        List<BundleEntryComponent> answers = response.getEntry();
        refusals.forEach((place, refusal) -> answers.add(Math.min(place, answers.size()), answer(refusal)));
    }

    private static BundleEntryComponent answer(BaseServerResponseException refusal) {
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.getResponse()
                .setStatus(refusal.getStatusCode() + " " + Constants.HTTP_STATUS_NAMES.get(refusal.getStatusCode()))
                .setOutcome((OperationOutcome) refusal.getOperationOutcome());
        return entry;
    }
}
