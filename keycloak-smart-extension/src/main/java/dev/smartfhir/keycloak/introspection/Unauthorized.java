package dev.smartfhir.keycloak.introspection;

/**
 * The caller of introspection did not prove itself. The message names the rule; it never quotes a credential.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750.html#section-3">RFC 6750, section 3</a>
 */
final class Unauthorized extends Exception {

    private final String error;

    private Unauthorized(String error, String rule) {
        super(rule, null, false, false);
        this.error = error;
    }

    /** Client authentication failed, or there is none at all. */
    static Unauthorized invalidClient(String rule) {
        return new Unauthorized("invalid_client", rule);
    }

    static Unauthorized invalidToken(String rule) {
        return new Unauthorized("invalid_token", rule);
    }

    String error() {
        return error;
    }

    /** The challenge of the scheme {@code Bearer}. */
    String bearerChallenge(String realm) {
        String challenge = "Bearer realm=\"" + realm + "\"";
        return error.equals("invalid_token")
                ? challenge + ", error=\"" + error + "\", error_description=\"" + getMessage() + "\""
                : challenge;
    }
}
