package dev.smartfhir.hapi.authentication;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * 503: the keys of the token's issuer are not known and cannot be read now, which is no fault of the client.
 */
public final class AuthorizationServerUnavailable extends BaseServerResponseException implements Refusal {

    /** After how many seconds the client may try again. */
    static final int RETRY_AFTER = 10;

    private static final String CODE = "authorization-server-unavailable";
    private static final String TEXT = "The keys of the authorization server cannot be read at the moment.";

    AuthorizationServerUnavailable() {
        super(503, TEXT);
        addResponseHeader("Retry-After", Integer.toString(RETRY_AFTER));
        setOperationOutcome(Outcome.of(IssueType.TRANSIENT, CODE, TEXT));
    }

    @Override
    public String code() {
        return CODE;
    }

    /**
     * None: HAPI logs whatever a hook throws, and anyone can make this one be thrown.
     */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
