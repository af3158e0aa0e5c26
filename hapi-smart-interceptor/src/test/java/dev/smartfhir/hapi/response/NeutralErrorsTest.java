package dev.smartfhir.hapi.response;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import dev.smartfhir.hapi.refusal.Outcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "HAPI-1094: Resource Patient/17 not found, specified in path: Observation.subject",
            "HAPI-1095: Resource contains reference to Patient/17 but resource with ID Patient/17 is of type Group",
            "HAPI-1096: Resource Patient/17 is deleted, specified in path: Observation.subject",
            "HAPI-0550: HAPI-0515: Unable to delete Patient/17 because at least one resource has a reference",
            "HAPI-0824: The operation has failed with a unique constraint failure: Patient/17",
            "HAPI-0825: The operation has failed with a client-assigned ID constraint failure: Patient/17",
            "HAPI-1093: Can not create resource of type Patient it would duplicate a unique index: Patient/17"})
    void givesOneAnswerToWhateverTellsOfAnotherResource(String message) {
        BaseServerResponseException neutral = NeutralErrors.instead(new InvalidRequestException(message));
        assertThat(neutral.getStatusCode()).isEqualTo(409);
        assertThat(neutral.getMessage()).doesNotContain("17").doesNotContain("HAPI");
        OperationOutcome outcome = (OperationOutcome) neutral.getOperationOutcome();
        assertThat(outcome.getIssue()).hasSize(1);
        assertThat(outcome.getIssueFirstRep().getDetails().getText()).doesNotContain("17");
    }

    @Test
    void findsWhatTellsAlsoInACause() {
        Throwable cause = new ResourceVersionConflictException("HAPI-1093: duplicate Patient/17");
        assertThat(NeutralErrors.instead(new InternalErrorException("failed", cause)).getStatusCode()).isEqualTo(409);
    }

    @Test
    void hidesTheMessageOfAnInternalError() {
        BaseServerResponseException neutral = NeutralErrors.instead(new InternalErrorException("SELECT secret"));
        assertThat(neutral.getStatusCode()).isEqualTo(500);
        assertThat(neutral.getMessage()).doesNotContain("SELECT");
        assertThat(((OperationOutcome) neutral.getOperationOutcome()).getIssueFirstRep().getDiagnostics())
                .doesNotContain("SELECT");
        assertThat(neutral.getCause()).hasMessageContaining("SELECT");
    }

    @Test
    void leavesOtherErrorsToHapi() {
        assertThat(NeutralErrors.instead(new InvalidRequestException("HAPI-0524: Unknown search parameter"))).isNull();
        assertThat(NeutralErrors.instead(new ForbiddenOperationException("no"))).isNull();
        assertThat(NeutralErrors.instead(new PreconditionFailedException("HAPI-0958: multiple matches"))).isNull();
    }

    @Test
    void takesAwayTheIssuesThatOthersAddToARefusal() {
        OperationOutcome ours = Outcome.of(IssueType.FORBIDDEN, "interaction", "no");
        ours.addIssue().setDiagnostics("a hint of another interceptor");
        NeutralErrors.keepOneIssue(ours);
        assertThat(ours.getIssue()).hasSize(1);
        assertThat(ours.getIssueFirstRep().getDiagnostics()).isEqualTo("no");

        OperationOutcome theirs = new OperationOutcome();
        theirs.addIssue().setDiagnostics("one");
        theirs.addIssue().setDiagnostics("two");
        NeutralErrors.keepOneIssue(theirs);
        assertThat(theirs.getIssue()).hasSize(2);
    }
}
