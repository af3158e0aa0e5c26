package dev.smartfhir.hapi.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths beside FHIR that are served: the health checks, and what the operator opens with {@code smart.open-paths}.
 *
 * <p>An entry is an exact path, or a path and {@code /*} for all below it; case matters. A path that is not written
 * plainly is open to nothing, because what stands behind it may read it in another way than the container.
 */
public final class OpenPaths {

    private static final List<String> HEALTH =
            List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private static final String OPENED = OpenPaths.class.getName() + ".opened";

    private final List<String> patterns;

    /**
     * Opens the given patterns and the health checks.
     */
    public OpenPaths(List<String> configured) {
        List<String> all = new ArrayList<>(HEALTH);
        all.addAll(configured);
        this.patterns = List.copyOf(all);
    }

    boolean isOpen(RequestPath requested) {
        return requested.plain() && patterns.stream().anyMatch(pattern -> matches(pattern, requested.path()));
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String above = pattern.substring(0, pattern.length() - 2);
            return path.equals(above) || path.startsWith(above + "/");
        }
        return pattern.equals(path);
    }

    static void markOpenedDescription(HttpServletRequest request) {
        request.setAttribute(OPENED, Boolean.TRUE);
    }

    /**
     * Whether the request is for the API description below the FHIR base, and the operator has opened it.
     *
     * @param request a request that has passed the gate
     */
    public static boolean isOpenedDescription(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(OPENED));
    }
}
