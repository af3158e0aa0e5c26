package dev.smartfhir.keycloak.discovery;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets the SMART configuration be read with any {@code Accept} header, which Keycloak would answer with status 406
 * (DISC-04). No other path is touched.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#using-well-known">SMART App Launch 2.2,
 *      using .well-known</a>
 */
@Provider
@PreMatching
public class AnyAcceptFilter implements ContainerRequestFilter {

    private static final String PATH_END = "/.well-known/" + SmartConfigurationProviderFactory.ID;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean reads = HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod());
        if (reads && request.getUriInfo().getPath().endsWith(PATH_END)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
    }
}
