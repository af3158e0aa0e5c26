package dev.smartfhir.keycloak.launch;

import jakarta.ws.rs.core.Response.Status;

/**
 * A launch that is not registered: status, error code, and one sentence that names the member and the rule, never a
 * value.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2">RFC 6749, section 5.2</a>
 */
final class LaunchRefusal extends RuntimeException {

    private final Status status;
    private final String error;

    LaunchRefusal(Status status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** The request breaks a rule of this interface. */
    static LaunchRefusal invalid(String description) {
        return new LaunchRefusal(Status.BAD_REQUEST, "invalid_request", description);
    }

    /** The user must not be launched with this context. */
    static LaunchRefusal denied(String description) {
        return new LaunchRefusal(Status.FORBIDDEN, "access_denied", description);
    }

    /** The caller is not who he says, or does not say who he is. */
    static LaunchRefusal unknownCaller(String error, String description) {
        return new LaunchRefusal(Status.UNAUTHORIZED, error, description);
    }

    Status status() {
        return status;
    }

    String error() {
        return error;
    }
}
