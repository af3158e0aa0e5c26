package dev.smartfhir.hapi.authentication;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * 503: the token's issuer has to be asked, for its keys or about the token, and cannot be; no fault of the client.
 */
public final class AuthorizationServerUnavailable extends BaseServerResponseException implements Refusal {

    /** After how many seconds the client may try again. */
    static final int RETRY_AFTER = 10;

    private static final String CODE = "authorization-server-unavailable";
    private static final String TEXT = "The authorization server of this token cannot be asked at the moment.";

    /**
     * Names no cause: that is for the log of this server, not for its clients.
     */
    public AuthorizationServerUnavailable() {
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
