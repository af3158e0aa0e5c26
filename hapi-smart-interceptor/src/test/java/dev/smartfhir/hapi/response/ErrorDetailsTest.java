package dev.smartfhir.hapi.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.refusal.Outcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorDetailsTest {

    @ParameterizedTest
    @CsvSource({"400, invalid-request", "404, not-found", "405, method-not-allowed", "409, conflict", "410, gone",
            "412, precondition-failed", "415, unsupported-media-type", "422, unprocessable", "418, request-failed",
            "500, internal-error", "501, internal-error"})
    void givesAnErrorOfHapiItsMessageAsTextAndACodeFromTheStatus(int status, String code) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setDiagnostics("HAPI-0001: something");
        ErrorDetails.complete(outcome, status);
        OperationOutcomeIssueComponent issue = outcome.getIssueFirstRep();
        assertThat(issue.getDetails().getText()).isEqualTo("HAPI-0001: something");
        assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo(code);
        assertThat(issue.getDiagnostics()).isEqualTo("HAPI-0001: something");
    }

    @Test
    void leavesDetailsThatAreThere() {
        OperationOutcome ours = Outcome.of(IssueType.FORBIDDEN, "interaction", "no");
        ErrorDetails.complete(ours, 403);
        assertThat(ours.getIssueFirstRep().getDetails().getCoding()).hasSize(1);
        assertThat(ours.getIssueFirstRep().getDetails().getCodingFirstRep().getCode()).isEqualTo("interaction");
    }

    @Test
    void keepsEveryIssueOfAValidation() {
        OperationOutcome validation = new OperationOutcome();
        validation.addIssue().setDiagnostics("one");
        validation.addIssue().setDiagnostics("two");
        ErrorDetails.complete(validation, 422);
        assertThat(validation.getIssue()).extracting(issue -> issue.getDetails().getText())
                .containsExactly("one", "two");
    }

    @Test
    void givesAnErrorWithoutIssuesOne() {
        OperationOutcome empty = new OperationOutcome();
        ErrorDetails.complete(empty, 400);
        assertThat(empty.getIssue()).singleElement()
                .satisfies(issue -> assertThat(issue.getDetails().hasText()).isTrue());
    }
}
