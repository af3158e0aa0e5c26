package dev.smartfhir.hapi.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The pages below the FHIR base that describe the API and that no FHIR rule governs.
 */
final class ApiDescription {

    private static final Set<String> ROOTS = Set.of("swagger-ui", "api-docs");

    private ApiDescription() {
    }

    /**
     * Whether any segment below the servlet starts one of them, in any case: a tenant may stand before it.
     */
    static boolean isIn(HttpServletRequest request) {
        String below = Objects.toString(request.getPathInfo(), request.getServletPath());
        return Arrays.stream(below.toLowerCase(Locale.ROOT).split("/")).anyMatch(ROOTS::contains);
    }
}
