package dev.smartfhir.hapi.paging;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * 410: the page is unknown, or was not linked to for this token (D-09).
 */
final class PageGone extends ResourceGoneException implements Refusal {

    private static final long serialVersionUID = 1L;
    private static final String CODE = "page-gone";
    private static final String TEXT = "This page does not exist, has expired, or belongs to another client.";

    PageGone() {
        super(TEXT, Outcome.of(IssueType.NOTFOUND, CODE, TEXT));
    }

    @Override
    public String code() {
        return CODE;
    }

    /** It is no fault of the server, so it comes without a stack. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
