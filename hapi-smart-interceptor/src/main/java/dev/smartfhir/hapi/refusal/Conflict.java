package dev.smartfhir.hapi.refusal;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The one answer where a request conflicts with what is stored and the answer must not tell with what (D-24).
 */
public final class Conflict extends ResourceVersionConflictException implements Refusal {

    private static final long serialVersionUID = 1L;
    private static final String CODE = "conflict";
    private static final String TEXT =
            "The request conflicts with what is stored, or with a rule on references or uniqueness.";

    /** The answer. */
    public Conflict() {
        this(null);
    }

    /** The answer in place of one that tells more. */
    public Conflict(Throwable instead) {
        super(TEXT, instead, outcome());
    }

    /** Its body. */
    public static OperationOutcome outcome() {
        return Outcome.of(IssueType.CONFLICT, CODE, TEXT);
    }

    @Override
    public String code() {
        return CODE;
    }
}
