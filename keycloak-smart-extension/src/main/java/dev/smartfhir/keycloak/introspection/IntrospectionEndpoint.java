package dev.smartfhir.keycloak.introspection;

import dev.smartfhir.keycloak.clientauth.OpenRealm;
import dev.smartfhir.keycloak.events.SmartDetails;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.TokenIntrospectContext;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.resources.RealmsResource;

/**
 * Introspection with client authentication or a bearer token: a form with {@code token} is posted, and JSON is
 * answered. The caller's rights are told by {@link Caller}, what it is told by {@link ActiveToken}.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/token-introspection.html">Token introspection</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662.html">RFC 7662</a>
 */
public class IntrospectionEndpoint {

    private static final String PATH = "smart/introspect";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Cors cors = Cors.builder().auth().allowedMethods("POST").exposedHeaders(
            Cors.ACCESS_CONTROL_ALLOW_METHODS, HttpHeaders.WWW_AUTHENTICATE);

    public IntrospectionEndpoint(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** The public URL of this endpoint. */
    public static String url(URI base, RealmModel realm) {
        return RealmsResource.realmBaseUrl(UriBuilder.fromUri(base)).path(PATH).build(realm.getName()).toString();
    }

    @OPTIONS
    public Response preflight() {
        return Cors.builder().auth().preflight().allowedMethods("POST", "OPTIONS").add(Response.ok());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response introspect() {
        HttpRequest request = session.getContext().getHttpRequest();
        session.getContext().getHttpResponse().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        session.getContext().getHttpResponse().setHeader("Pragma", "no-cache");
        EventBuilder event = new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.INTROSPECT_TOKEN);
        OpenRealm.refusal(session).ifPresent(reason -> {
            throw invalidRequest(event, reason);
        });
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            throw invalidRequest(event, "A parameter is sent more than once");
        }
        try {
            Caller caller = new CallerAuthentication(session,
                    url(session.getContext().getUri().getBaseUri(), realm)).authenticate(form, event);
            cors.checkAllowedOrigins(session, caller.client());
            return cors.add(Response.fromResponse(answer(form, caller, event)));
        } catch (Unauthorized refused) {
            return challenge(refused, event);
        }
    }

    private Response answer(MultivaluedMap<String, String> form, Caller caller, EventBuilder event) {
        try {
            session.clientPolicy().triggerOnEvent(new TokenIntrospectContext(caller.client(), form));
        } catch (ClientPolicyException refused) {
            throw invalidRequest(event, refused.getErrorDetail());
        }
        String token = form.getFirst("token");
        if (token == null || token.isBlank()) {
            throw invalidRequest(event, "The parameter token is missing");
        }
        return new SmartIntrospectionProvider(session).introspect(token, caller, event);
    }

    private CorsErrorResponseException invalidRequest(EventBuilder event, String description) {
        event.detail(SmartDetails.EVENT, SmartDetails.INTROSPECTION_REFUSED)
                .detail(Details.REASON, description).error(Errors.INVALID_REQUEST);
        return new CorsErrorResponseException(cors.allowAllOrigins(), Errors.INVALID_REQUEST, description,
                Response.Status.BAD_REQUEST);
    }

    private Response challenge(Unauthorized refused, EventBuilder event) {
        event.detail(SmartDetails.EVENT, SmartDetails.INTROSPECTION_REFUSED)
                .detail(Details.REASON, refused.getMessage()).error(refused.error());
        return cors.allowAllOrigins().add(Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, refused.bearerChallenge(realm.getName()))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"" + realm.getName() + "\"")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(refused.error(), refused.getMessage())));
    }
}
