package dev.smartfhir.hapi.refusal;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The challenge of a refusal: on the answer whoever writes it, which for a browser is HAPI's page of highlighted source,
 * and readable for an app in a browser, where the operator's CORS rules let it call the server at all.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-expose-headers">Fetch standard</a>
 */
public final class ExposedChallenge {

    private static final String CHALLENGE = "WWW-Authenticate";

    private ExposedChallenge() {
    }

    /**
     * Puts the challenge of a refusal on the answer, and exposes it to the page that the request came from.
     */
    public static void on(
            BaseServerResponseException refusal, HttpServletRequest request, HttpServletResponse response) {
        if (!refusal.hasResponseHeaders() || !refusal.getResponseHeaders().containsKey(CHALLENGE)) {
            return;
        }
        refusal.getResponseHeaders().remove(CHALLENGE).forEach(value -> response.addHeader(CHALLENGE, value));
        if (request.getHeader("Origin") != null && response.containsHeader("Access-Control-Allow-Origin")) {
            response.addHeader("Access-Control-Expose-Headers", CHALLENGE);
        }
    }
}
