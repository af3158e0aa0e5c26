package dev.smartfhir.keycloak.audience;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/**
 * Refuses an access token that is for a FHIR server at Keycloak's own interfaces, such as those for administrators and
 * for the account: stock code takes any token of the realm there, so a FHIR server could act in Keycloak as the user
 * whose token it was sent. OpenID Connect's endpoints and this module's judge such tokens themselves.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750.html#section-5.2">RFC 6750, section 5.2, token redirect</a>
 */
@Provider
@PreMatching
public class OwnDoorsFilter implements ContainerRequestFilter {

    private static final List<String> ROOTS = List.of("realms", "admin");

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (authorization != null && !judgesTokensItself(request.getUriInfo().getPath())
                && authorization.stream().anyMatch(FhirToken::isIn)) {
            request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(Map.of("error", "invalid_token", "error_description",
                            "The token is for a FHIR server and opens nothing in Keycloak"))
                    .build());
        }
    }

    /** Judges a path, which may begin with the one that Keycloak is served under. */
    static boolean judgesTokensItself(String path) {
        List<String> segments = List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
        int root = segments.stream().filter(ROOTS::contains).findFirst().map(segments::indexOf).orElse(-1);
        if (root < 0 || segments.get(root).equals("admin") || segments.size() < root + 4) {
            return false;
        }
        return segments.get(root + 2).equals("smart")
                || segments.subList(root + 2, root + 4).equals(List.of("protocol", "openid-connect"));
    }
}
