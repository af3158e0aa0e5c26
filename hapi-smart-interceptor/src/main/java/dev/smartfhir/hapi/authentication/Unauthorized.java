package dev.smartfhir.hapi.authentication;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import dev.smartfhir.hapi.refusal.Outcome;
import dev.smartfhir.hapi.refusal.Refusal;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * 401: the request carries no access token, or one that is not good.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
public final class Unauthorized extends AuthenticationException implements Refusal {

    /** The response header that carries the challenge. */
    public static final String CHALLENGE = "WWW-Authenticate";

    private static final String BEARER = "Bearer realm=\"fhir\"";

    private final String code;

    private Unauthorized(String challenge, IssueType type, String code, String text) {
        super(text);
        this.code = code;
        addResponseHeader(CHALLENGE, challenge);
        setOperationOutcome(Outcome.of(type, code, text));
    }

    /**
     * The request has no access token: the bare challenge, with no error code.
     *
     * @return a new exception
     */
    public static Unauthorized noToken() {
        return new Unauthorized(BEARER, IssueType.LOGIN, "token-required",
                "This server needs a SMART access token in the Authorization header.");
    }

    /**
     * The access token is malformed, expired, not signed by a configured issuer or not meant for this server.
     *
     * @param description one sentence of printable ASCII without quotes and backslashes, and without token content
     * @return a new exception
     */
    public static Unauthorized invalidToken(String description) {
        String challenge = BEARER + ", error=\"invalid_token\", error_description=\"" + description + "\"";
        return new Unauthorized(challenge, IssueType.LOGIN, "invalid_token", description);
    }

    @Override
    public String code() {
        return code;
    }

    /**
     * None: HAPI logs whatever a hook throws, and anyone can make this one be thrown.
     */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
