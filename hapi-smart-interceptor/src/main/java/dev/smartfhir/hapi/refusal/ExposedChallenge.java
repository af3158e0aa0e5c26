package dev.smartfhir.hapi.refusal;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets an app in a browser read why it was refused, where the operator's CORS rules let it call the server at all.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-expose-headers">Fetch standard</a>
 */
public final class ExposedChallenge {

    private static final String CHALLENGE = "WWW-Authenticate";

    private ExposedChallenge() {
    }

    /**
     * Exposes the challenge of a refusal to the page that the request came from.
     */
    public static void on(
            BaseServerResponseException refusal, HttpServletRequest request, HttpServletResponse response) {
        boolean challenged = refusal.hasResponseHeaders() && refusal.getResponseHeaders().containsKey(CHALLENGE);
        if (challenged && request.getHeader("Origin") != null
                && response.containsHeader("Access-Control-Allow-Origin")) {
            response.addHeader("Access-Control-Expose-Headers", CHALLENGE);
        }
    }
}
