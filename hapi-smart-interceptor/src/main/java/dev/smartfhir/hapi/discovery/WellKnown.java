package dev.smartfhir.hapi.discovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers no request.
 */
public final class WellKnown {

    /**
     * Whether the request has been answered.
     */
    public boolean answer(HttpServletRequest request, HttpServletResponse response) {
        return false;
    }
}
