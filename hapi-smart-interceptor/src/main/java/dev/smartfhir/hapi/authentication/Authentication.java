package dev.smartfhir.hapi.authentication;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses every request.
 */
public final class Authentication {

    /**
     * Refuses the request.
     */
    public void authenticate(
            ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response) {
        throw Unauthorized.noToken();
    }
}
