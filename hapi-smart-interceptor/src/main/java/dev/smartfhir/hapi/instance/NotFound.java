package dev.smartfhir.hapi.instance;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The one answer to a token with a restricted grant about anything that the grant does not show, be it unknown, deleted
 * or somebody else's (D-23). It repeats nothing of the request, so that all these answers are the same.
 */
public final class NotFound extends ResourceNotFoundException implements Refusal {

    private static final long serialVersionUID = 1L;
    private static final String TEXT = "The resource is not known.";

    /** The answer. */
    public NotFound() {
        super(TEXT, outcome());
    }

    /** Its body. */
    public static OperationOutcome outcome() {
        return Outcome.of(IssueType.NOTFOUND, "not-found", TEXT);
    }

    /** Only records tell it from what is not known at all. */
    @Override
    public String code() {
        return "not-shown";
    }

    /** It is no fault of the server, so it comes without a stack. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
