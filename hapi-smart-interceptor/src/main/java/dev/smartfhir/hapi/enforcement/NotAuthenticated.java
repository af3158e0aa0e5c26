package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * 403: a request has come to be judged without a token, whatever went wrong before.
 */
final class NotAuthenticated extends ForbiddenOperationException implements Refusal {

    private static final long serialVersionUID = 1L;
    private static final String CODE = "not-authenticated";
    private static final String TEXT = "The request has not been authenticated.";

    NotAuthenticated() {
        super(TEXT, Outcome.of(IssueType.FORBIDDEN, CODE, TEXT));
    }

    @Override
    public String code() {
        return CODE;
    }
}
