package dev.smartfhir.keycloak.registration;

import jakarta.ws.rs.core.Response;
import org.keycloak.services.ErrorResponseException;

/**
 * A registration that is refused with one of the errors of RFC 7591; the message names the member and the rule.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.2">RFC 7591, section 3.2.2</a>
 */
final class InvalidMetadata extends RuntimeException {

    private final String error;

    private InvalidMetadata(String error, String rule) {
        super(rule, null, false, false);
        this.error = error;
    }

    static InvalidMetadata of(String rule) {
        return new InvalidMetadata("invalid_client_metadata", rule);
    }

    static InvalidMetadata redirectUri(String rule) {
        return new InvalidMetadata("invalid_redirect_uri", rule);
    }

    String error() {
        return error;
    }

    ErrorResponseException asResponse() {
        return new ErrorResponseException(error, getMessage(), Response.Status.BAD_REQUEST);
    }
}
