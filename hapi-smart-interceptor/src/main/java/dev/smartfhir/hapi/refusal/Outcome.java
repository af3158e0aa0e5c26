package dev.smartfhir.hapi.refusal;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The body of every refusal: an OperationOutcome with exactly one issue and {@code details}.
 *
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a>
 */
public final class Outcome {

    /** The code system of {@code issue.details.coding}. */
    public static final String SYSTEM = "https://smartfhir.dev/CodeSystem/refusal";

    private Outcome() {
    }

    /**
     * An outcome with one issue of severity {@code error}.
     *
     * @param code the FHIR issue type
     * @param detailsCode a short code in kebab-case or an OAuth error code, for machines
     * @param text one sentence for people, never with a token, a secret or stored data in it
     * @return the outcome, owned by the caller
     */
    public static OperationOutcome of(IssueType code, String detailsCode, String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(code)
                .setDiagnostics(text)
                .getDetails()
                .setText(text)
                .addCoding()
                .setSystem(SYSTEM)
                .setCode(detailsCode);
        return outcome;
    }
}
