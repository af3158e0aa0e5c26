package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.events.ToldReason;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * A request refused: the error code of the standard and one sentence that says which rule refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2">RFC 6749, section 5.2</a>
 */
public final class Refusal extends RuntimeException {

    private static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";
    private static final int LONGEST_DESCRIPTION = 500;

    private final String error;
    private final Response.Status status;

    private Refusal(String error, Response.Status status, String description) {
        super(printable(description), null, false, false);
        this.error = error;
        this.status = status;
    }

    public static Refusal invalidScope(String description) {
        return new Refusal("invalid_scope", Response.Status.BAD_REQUEST, description);
    }

    /** The code or refresh token is not valid, or no longer. */
    public static Refusal invalidGrant(String description) {
        return new Refusal("invalid_grant", Response.Status.BAD_REQUEST, description);
    }

    /** The audience asked for, or configured, is none. See RFC 8707, section 2. */
    public static Refusal invalidTarget(String description) {
        return new Refusal("invalid_target", Response.Status.BAD_REQUEST, description);
    }

    /** A parameter is missing, repeated, malformed or does not fit. See RFC 6749, section 4.1.2.1. */
    public static Refusal invalidRequest(String description) {
        return new Refusal("invalid_request", Response.Status.BAD_REQUEST, description);
    }

    /** The user may not do what the app asks for. See RFC 6749, section 4.1.2.1. */
    public static Refusal accessDenied(String description) {
        return new Refusal("access_denied", Response.Status.FORBIDDEN, description);
    }

    /** What must be known is not known at the moment; nothing is lost, and the same request may be sent again. */
    public static Refusal temporarilyUnavailable(String description) {
        return new Refusal(TEMPORARILY_UNAVAILABLE, Response.Status.SERVICE_UNAVAILABLE, description);
    }

    /** Another error code of the standards, with status 400. */
    public static Refusal of(String error, String description) {
        return new Refusal(error, Response.Status.BAD_REQUEST, description);
    }

    /** The server is not in a state to judge SMART scopes, so it grants none. */
    public static Refusal serverError(String description) {
        return new Refusal("server_error", Response.Status.INTERNAL_SERVER_ERROR, description);
    }

    public boolean isTemporary() {
        return error.equals(TEMPORARILY_UNAVAILABLE);
    }

    public String error() {
        return error;
    }

    public Response.Status status() {
        return status;
    }

    /** Records the refusal in the event and gives the exception that Keycloak answers with. */
    public CorsErrorResponseException toResponse(EventBuilder event, Cors cors) {
        event.detail(Details.REASON, ToldReason.of(getMessage()));
        event.error(error);
        return new CorsErrorResponseException(cors, error, getMessage(), status);
    }

    /** Keeps to the characters that RFC 6749 allows in an error description. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(LONGEST_DESCRIPTION).forEach(c -> printable.append(
                c == '"' ? '\'' : c < 0x20 || c > 0x7e || c == '\\' ? '?' : (char) c));
        return printable.toString();
    }
}
