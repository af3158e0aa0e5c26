package dev.smartfhir.hapi.audit;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * 503: as many records wait as may, because they cannot be written, so that nothing more is done that needs one.
 */
public final class AuditUnavailable extends BaseServerResponseException implements Refusal {

    /** The code of the refusal. */
    public static final String CODE = "audit-unavailable";

    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER = 10;
    private static final String TEXT = "Requests cannot be recorded at the moment, and so are not answered.";

    AuditUnavailable() {
        super(503, TEXT);
        addResponseHeader("Retry-After", Integer.toString(RETRY_AFTER));
        setOperationOutcome(Outcome.of(IssueType.TRANSIENT, CODE, TEXT));
    }

    @Override
    public String code() {
        return CODE;
    }

    /** None: HAPI logs whatever a hook throws. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
