package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.authorization.request.CheckedRequest;
import dev.smartfhir.keycloak.authorization.request.JudgedRequest;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.launch.LaunchHandles;
import dev.smartfhir.keycloak.launch.LaunchSettings;
import dev.smartfhir.keycloak.picker.PickerRegistration;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The authorization endpoint. A SMART client's request reaches stock code with the parameters of one source only, and
 * goes on with what it was judged to be worth; any other client's request passes as it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101.html#section-5">RFC 9101, section 5</a>
 */
public class SmartAuthorizationEndpoint extends AuthorizationEndpoint {

    private static final List<String> OURS = List.of("aud", "launch");

    private SmartAuthorizationEndpoint(KeycloakSession session, EventBuilder event) {
        super(session, event);
    }

    /** Makes an endpoint that reads its form through a {@link FilteredRequest}. */
    static SmartAuthorizationEndpoint create(KeycloakSession session, EventBuilder event) {
        HttpRequest received = session.getContext().getHttpRequest();
        session.getContext().setHttpRequest(new FilteredRequest(received));
        try {
            return new SmartAuthorizationEndpoint(session, event);
        } finally {
            session.getContext().setHttpRequest(received);
        }
    }

    @Override
    public Response buildPost() {
        MultivaluedMap<String, String> received = httpRequest.getDecodedFormParameters();
        return isSmart(received) ? checked(received) : super.buildPost();
    }

    @Override
    public Response buildGet() {
        MultivaluedMap<String, String> received = session.getContext().getUri().getQueryParameters();
        return isSmart(received) ? checked(received) : super.buildGet();
    }

    private boolean isSmart(MultivaluedMap<String, String> received) {
        List<String> ids = received.get(OIDCLoginProtocol.CLIENT_ID_PARAM);
        ClientModel client = ids == null || ids.size() != 1 ? null : realm.getClientByClientId(ids.get(0));
        return client != null && AssignedScopes.of(client).areSmart();
    }

    private Response checked(MultivaluedMap<String, String> received) {
        refuseReferences(received);
        CheckedRequest request = CheckedRequest.begin(session, received);
        try {
            ((FilteredRequest) httpRequest).keepOnly(ofOneSource(received));
            return super.buildPost();
        } catch (Refused refused) {
            return refused.response;
        } finally {
            request.end();
        }
    }

    /** A request object by reference would be fetched by stock code, which then cannot tell how it was signed. */
    private void refuseReferences(MultivaluedMap<String, String> received) {
        String uri = received.getFirst(OIDCLoginProtocol.REQUEST_URI_PARAM);
        if (uri != null && !uri.startsWith(ParEndpoint.REQUEST_URI_PREFIX)) {
            event.detail(Details.REASON, "request_uri must be one that was pushed").error("request_uri_not_supported");
            throw new ErrorPageException(session, Response.Status.BAD_REQUEST, Messages.INVALID_PARAMETER,
                    OIDCLoginProtocol.REQUEST_URI_PARAM);
        }
    }

    private static MultivaluedMap<String, String> ofOneSource(MultivaluedMap<String, String> received) {
        MultivaluedMap<String, String> kept = new MultivaluedHashMap<>();
        boolean elsewhere = received.containsKey(OIDCLoginProtocol.REQUEST_PARAM)
                || received.containsKey(OIDCLoginProtocol.REQUEST_URI_PARAM);
        received.forEach((name, values) -> {
            boolean pointer = name.equals(OIDCLoginProtocol.CLIENT_ID_PARAM)
                    || name.equals(OIDCLoginProtocol.REQUEST_PARAM)
                    || name.equals(OIDCLoginProtocol.REQUEST_URI_PARAM);
            if (!values.isEmpty() && (pointer || !elsewhere && !OURS.contains(name))) {
                kept.putSingle(name, values.get(0));
            }
        });
        return kept;
    }

    @Override
    protected AuthenticationProcessor createProcessor(AuthenticationSessionModel authentication, String flowId,
            String flowPath) {
        if (AssignedScopes.of(authentication.getClient()).areSmart()) {
            try {
                begin(authentication);
            } catch (Refusal refusal) {
                throw new Refused(new ErrorRedirect(session).refuse(authentication, refusal, event));
            }
        }
        return super.createProcessor(authentication, flowId, flowPath);
    }

    private void begin(AuthenticationSessionModel authentication) {
        JudgedRequest judged = CheckedRequest.underWay(session, authentication.getClient())
                .flatMap(CheckedRequest::judged)
                .orElseThrow(() -> Refusal.serverError("The authorization request was not judged"));
        Optional<String> reservation = judged.launch().map(handle -> take(handle, authentication));
        authentication.setClientNote(OAuth2Constants.SCOPE, judged.scope());
        if (judged.fhirBase() != null) {
            authentication.removeClientNote(OAuth2Constants.RESOURCE);
        }
        authentication.getClientNotes().keySet().stream()
                .filter(name -> name.startsWith(LOGIN_SESSION_NOTE_ADDITIONAL_REQ_PARAMS_PREFIX))
                .forEach(authentication::removeClientNote);
        PendingAuthorization pending = new PendingAuthorization(judged.fhirBase(), judged.scopes(),
                judged.ordinary(), reservation.orElse(null), judged.requestUri().orElse(null), judged.asked());
        pending.keepIn(authentication);
        PickerRegistration.ensure(session);
    }

    private String take(String handle, AuthenticationSessionModel authentication) {
        return new LaunchHandles(session, realm, LaunchSettings.of(realm).lifetime())
                .take(handle, authentication.getParentSession().getId())
                .orElseThrow(() -> Refusal.invalidRequest("The launch was used before, or in another browser: launch "
                        + "the app again"));
    }

    /** Stock code hands over a protocol of its own making, which would end a passive login without our rules. */
    @Override
    protected Response handleBrowserAuthenticationRequest(AuthenticationSessionModel authentication,
            LoginProtocol stock, boolean passive, boolean redirect) {
        LoginProtocol protocol = session.getProvider(LoginProtocol.class, OIDCLoginProtocol.LOGIN_PROTOCOL)
                .setRealm(realm).setUriInfo(session.getContext().getUri()).setHttpHeaders(headers)
                .setEventBuilder(event);
        return super.handleBrowserAuthenticationRequest(authentication, protocol, passive, redirect);
    }

    /** Carries a redirect past stock code, whose own exceptions end in error pages. */
    private static final class Refused extends RuntimeException {

        private final transient Response response;

        private Refused(Response response) {
            super(null, null, false, false);
            this.response = response;
        }
    }
}
