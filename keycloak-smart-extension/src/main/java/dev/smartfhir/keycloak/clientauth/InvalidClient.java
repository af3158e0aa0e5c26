package dev.smartfhir.keycloak.clientauth;

/**
 * Client authentication failed. The message names the rule; it never quotes the assertion.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2">RFC 6749, section 5.2</a>
 */
public final class InvalidClient extends Exception {

    public InvalidClient(String rule) {
        super(rule, null, false, false);
    }
}
