package dev.smartfhir.hapi.response;

import dev.smartfhir.hapi.refusal.Outcome;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/**
 * Gives the errors that HAPI writes the {@code details} that its issues lack: a code from the HTTP status, and the
 * message as text.
 *
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome-definitions.html#OperationOutcome.issue.details">details</a>
 */
public final class ErrorDetails {

    private static final int FIRST_ERROR = 400;
    private static final String NO_MESSAGE = "The request failed.";

    private ErrorDetails() {
    }

    /**
     * Completes the issues in place; what has details keeps them.
     *
     * @param outcome the body of an error
     * @param status  its HTTP status
     */
    public static void complete(IBaseOperationOutcome outcome, int status) {
        if (outcome instanceof OperationOutcome error) {
            if (!error.hasIssue()) {
                error.addIssue().setSeverity(IssueSeverity.ERROR).setCode(IssueType.PROCESSING);
            }
            error.getIssue().stream().filter(issue -> !issue.hasDetails()).forEach(issue -> complete(issue, status));
        }
    }

    /** Completes the outcome of a batch or transaction entry that failed. */
    static void complete(BundleEntryComponent entry) {
        int status = status(entry.getResponse().getStatus());
        if (status >= FIRST_ERROR) {
            Stream.of(entry.getResponse().getOutcome(), entry.getResource())
                    .filter(OperationOutcome.class::isInstance)
                    .forEach(outcome -> complete((OperationOutcome) outcome, status));
        }
    }

    private static void complete(OperationOutcomeIssueComponent issue, int status) {
        CodeableConcept details = issue.getDetails();
        details.addCoding().setSystem(Outcome.SYSTEM).setCode(code(status));
        details.setText(issue.hasDiagnostics() ? issue.getDiagnostics() : NO_MESSAGE);
    }

    /** The number that a status such as {@code 404 Not Found} starts with; 0 for none. */
    private static int status(String text) {
        return text != null && text.matches("[1-5][0-9]{2}( .*)?") ? Integer.parseInt(text.substring(0, 3)) : 0;
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "invalid-request";
            case 401 -> "invalid_token";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 409 -> "conflict";
            case 410 -> "gone";
            case 412 -> "precondition-failed";
            case 415 -> "unsupported-media-type";
            case 422 -> "unprocessable";
            default -> status < 500 ? "request-failed" : "internal-error";
        };
    }
}
