package dev.smartfhir.hapi.verdict;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import dev.smartfhir.scopes.ScopeSet;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * How a verdict reads on the wire: 403 with the rule and the smallest scope that would have been enough, or 400.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
public final class Refusals {

    private static final String INVALID = "invalid-request";

    private Refusals() {
    }

    /** Throws unless the verdict lets the request pass. */
    public static void enforce(Verdict verdict) {
        if (verdict instanceof Verdict.Forbidden forbidden) {
            throw exception(forbidden);
        }
        if (verdict instanceof Verdict.Invalid invalid) {
            throw exception(invalid);
        }
    }

    /** The 403 for a whole request. */
    public static BaseServerResponseException exception(Verdict.Forbidden verdict) {
        BaseServerResponseException exception = new Forbidden(text(verdict), verdict);
        exception.addResponseHeader("WWW-Authenticate", challenge(verdict));
        return exception;
    }

    /** The 400 for a whole request. */
    public static BaseServerResponseException exception(Verdict.Invalid verdict) {
        return new Invalid(verdict.reason(), outcome(verdict));
    }

    /** The body of the 403. */
    public static OperationOutcome outcome(Verdict.Forbidden verdict) {
        return Outcome.of(IssueType.FORBIDDEN, verdict.rule().code(), text(verdict));
    }

    /** The body of the 400. */
    public static OperationOutcome outcome(Verdict.Invalid verdict) {
        return Outcome.of(IssueType.INVALID, INVALID, verdict.reason());
    }

    /** HAPI logs what an interceptor throws: a refusal is no fault of the server, so it comes without a stack. */
    private static final class Forbidden extends ForbiddenOperationException implements Refusal {

        private static final long serialVersionUID = 1L;

        private final transient Verdict.Forbidden verdict;

        Forbidden(String message, Verdict.Forbidden verdict) {
            super(message, outcome(verdict));
            this.verdict = verdict;
        }

        @Override
        public String code() {
            return verdict.rule().code();
        }

        @Override
        public ScopeSet enough() {
            return ScopeSet.parse(verdict.scopes());
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final class Invalid extends InvalidRequestException implements Refusal {

        private static final long serialVersionUID = 1L;

        Invalid(String message, OperationOutcome outcome) {
            super(message, outcome);
        }

        @Override
        public String code() {
            return INVALID;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static String text(Verdict.Forbidden verdict) {
        String enough = verdict.needs().isEmpty()
                ? " No scope allows it."
                : " Enough would have been: " + verdict.scopes();
        return "Refused by rule '" + verdict.rule().code() + "': " + verdict.rule().sentence() + enough;
    }

    private static String challenge(Verdict.Forbidden verdict) {
        String head = "Bearer realm=\"fhir\", error=\"insufficient_scope\"";
        return verdict.needs().isEmpty() ? head : head + ", scope=\"" + verdict.scopes() + "\"";
    }
}
