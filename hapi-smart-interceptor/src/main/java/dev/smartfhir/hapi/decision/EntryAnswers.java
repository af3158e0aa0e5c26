package dev.smartfhir.hapi.decision;

import dev.smartfhir.hapi.refusal.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Finds out from the answer to a batch or transaction what became of its entries.
 */
public final class EntryAnswers {

    private final Course course;
    private final List<Optional<Refusal>> refusals = new ArrayList<>();

    private EntryAnswers(Course course) {
        this.course = course;
    }

    /**
     * Reads the refusals out of HAPI's answer, before anything is changed in it.
     *
     * @param withoutRefused whether entries that were refused before are not in it
     */
    public static EntryAnswers read(Course course, Object answer, boolean withoutRefused) {
        EntryAnswers answers = new EntryAnswers(course);
        if (!course.entries().isEmpty() && answer instanceof Bundle bundle) {
            answers.readRefusals(bundle.getEntry().iterator(), withoutRefused);
        }
        return answers;
    }

    private void readRefusals(Iterator<BundleEntryComponent> answers, boolean withoutRefused) {
        for (JudgedEntry entry : course.entries()) {
            boolean without = withoutRefused && entry.refusal().isPresent();
            Optional<Refusal> later = without || !answers.hasNext() ? Optional.empty() : refusal(answers.next());
            refusals.add(entry.refusal().or(() -> later));
        }
    }

    private Optional<Refusal> refusal(BundleEntryComponent answer) {
        return Stream.<IBaseResource>of(answer.getResponse().getOutcome(), answer.getResource())
                .filter(OperationOutcome.class::isInstance)
                .map(outcome -> ((OperationOutcome) outcome).getIssueFirstRep().getDiagnostics())
                .flatMap(text -> course.onTheWay(String.valueOf(text)).stream())
                .findFirst();
    }

    /** Reads the statuses out of the answer as it leaves, and notes what became of each entry. */
    public void note(Object answer) {
        if (!refusals.isEmpty() && answer instanceof Bundle bundle) {
            List<AnsweredEntry> answered = new ArrayList<>();
            for (int i = 0; i < refusals.size(); i++) {
                int status = i < bundle.getEntry().size() ? status(bundle.getEntry().get(i)) : 0;
                answered.add(new AnsweredEntry(course.entries().get(i), refusals.get(i), status));
            }
            course.answered(answered);
        }
    }

    private static int status(BundleEntryComponent entry) {
        String text = entry.getResponse().getStatus();
        return text != null && text.matches("[1-5][0-9]{2}( .*)?") ? Integer.parseInt(text.substring(0, 3)) : 0;
    }
}
