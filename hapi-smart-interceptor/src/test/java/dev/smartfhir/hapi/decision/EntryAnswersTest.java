package dev.smartfhir.hapi.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.instance.NotFound;
import dev.smartfhir.hapi.refusal.Refusal;
import dev.smartfhir.hapi.transaction.AdmittedBundle;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

class EntryAnswersTest {

    private final Course course = new Course();

    @Test
    void findsTheRefusalsFromBeforeAndFromWithinHapisAnswerAndTheStatusOfEachEntry() {
        AdmittedBundle admitted = batch("Bundle/1", "Patient/1", "ClaimResponse/gone?_pretty=true", "Bundle/hidden");
        course.refusedOnTheWay(new NotFound());
        Bundle answer = new Bundle();
        answer(answer, "200 OK", null);
        answer(answer, "410 Gone", "HAPI-0000: Resource ClaimResponse/gone was deleted");
        answer(answer, "404 Not Found", new NotFound().getMessage());

        EntryAnswers answers = EntryAnswers.read(course, answer, true);
        admitted.refused().answerIn(answer);
        answers.note(answer);

        assertThat(course.answers()).extracting(entry -> entry.status() + " "
                + entry.refusal().map(Refusal::code).orElse("allowed") + " " + entry.entry().interaction() + " "
                + entry.entry().type().orElse("-") + " " + entry.entry().id().orElse("-")).containsExactly(
                "200 allowed read Bundle 1",
                "403 interaction read Patient 1",
                "410 allowed read ClaimResponse gone",
                "404 not-shown read Bundle hidden");
        assertThat(course.answers().get(0).entry().scopes().get().toString()).isEqualTo("system/Bundle.cr");
    }

    @Test
    void readsAnAnswerInWhichNothingWasTakenOutPlaceByPlace() {
        batch("Patient/1", "Bundle/1");
        Bundle answer = new Bundle();
        answer(answer, "200 OK", null);
        answer(answer, "201 Created", null);

        EntryAnswers.read(course, answer, false).note(answer);

        assertThat(course.answers()).extracting(AnsweredEntry::status).containsExactly(200, 201);
        assertThat(course.answers()).extracting(entry -> entry.refusal().isPresent()).containsExactly(true, false);
    }

    @Test
    void tellsOfNoEntriesWhereThereIsNoAnswerToThem() {
        batch("Patient/1", "Bundle/1");
        OperationOutcome error = new OperationOutcome();

        EntryAnswers.read(course, error, true).note(error);

        assertThat(course.answers()).isEmpty();
    }

    @Test
    void countsAShortAnswerAsWithoutStatus() {
        batch("Bundle/1", "Bundle/2");
        Bundle answer = new Bundle();
        answer(answer, "nonsense", null);

        EntryAnswers.read(course, answer, true).note(answer);

        assertThat(course.answers()).extracting(AnsweredEntry::status).containsExactly(0, 0);
    }

    private AdmittedBundle batch(String... urls) {
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        List.of(urls).forEach(url -> batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(url));
        AdmittedBundle admitted =
                Rules.BUNDLES.admit(batch, Rules.grants("system/Bundle.cr system/ClaimResponse.rs"), false);
        course.consistsOf("batch", admitted.entries());
        return admitted;
    }

    private static void answer(Bundle answer, String status, String diagnostics) {
        Bundle.BundleEntryResponseComponent response = answer.addEntry().getResponse().setStatus(status);
        if (diagnostics != null) {
            OperationOutcome outcome = new OperationOutcome();
            outcome.addIssue().setDiagnostics(diagnostics);
            response.setOutcome(outcome);
        }
    }
}
