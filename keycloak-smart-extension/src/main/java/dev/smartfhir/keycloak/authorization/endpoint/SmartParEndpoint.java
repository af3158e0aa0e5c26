package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.authorization.request.AuthorizationJudge;
import dev.smartfhir.keycloak.authorization.request.CheckedRequest;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.clientauth.AssertedClient;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.par.ParResponse;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.services.CorsErrorResponseException;

/**
 * The endpoint for pushed authorization requests. A SMART client's request is judged when it is pushed, and is bound
 * to the client that pushed it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1">RFC 9126, section 2.1</a>
 */
public class SmartParEndpoint extends ParEndpoint {

    private final FilteredRequest form;

    private SmartParEndpoint(KeycloakSession session, EventBuilder event, FilteredRequest form) {
        super(session, event);
        this.form = form;
    }

    /** Makes an endpoint that reads its form through a {@link FilteredRequest}. */
    static SmartParEndpoint create(KeycloakSession session, EventBuilder event) {
        HttpRequest received = session.getContext().getHttpRequest();
        FilteredRequest form = new FilteredRequest(received);
        session.getContext().setHttpRequest(form);
        try {
            return new SmartParEndpoint(session, event, form);
        } finally {
            session.getContext().setHttpRequest(received);
        }
    }

    @Override
    public Response request() {
        CheckedRequest request = CheckedRequest.begin(session, form.getDecodedFormParameters());
        try {
            Response response = super.request();
            if (AssignedScopes.of(client).areSmart() && response.getEntity() instanceof ParResponse) {
                judge(request);
            }
            return response;
        } finally {
            request.end();
        }
    }

    private void judge(CheckedRequest request) {
        try {
            Seams.requireLive(session, client);
            new AuthorizationJudge(session).judge(request, client);
        } catch (Refusal refusal) {
            session.getTransactionManager().setRollbackOnly();
            throw errorResponseException(refusal.error(), refusal.getMessage(), refusal.status());
        }
    }

    /** Binds what is pushed to the client that authenticated: stock code leaves that to a {@code client_id} in it. */
    @Override
    protected void authorizeClient() {
        authenticate();
        if (!AssignedScopes.of(client).areSmart()) {
            return;
        }
        MultivaluedMap<String, String> bound = new MultivaluedHashMap<>(form.getDecodedFormParameters());
        List<String> named = bound.getOrDefault(OIDCLoginProtocol.CLIENT_ID_PARAM, List.of());
        if (named.stream().anyMatch(id -> !id.equals(client.getClientId()))) {
            throw errorResponseException(OAuthErrorException.INVALID_REQUEST, "The parameter client_id names another "
                    + "client than the one that authenticated", Response.Status.BAD_REQUEST);
        }
        bound.putSingle(OIDCLoginProtocol.CLIENT_ID_PARAM, client.getClientId());
        form.keepOnly(bound);
    }

    /** Stock code calls every failure an invalid request; RFC 9126, section 2.3 wants the token endpoint's errors. */
    private void authenticate() {
        try {
            super.authorizeClient();
        } catch (CorsErrorResponseException failure) {
            String id = form.getDecodedFormParameters().getFirst(OIDCLoginProtocol.CLIENT_ID_PARAM);
            ClientModel named = id != null ? realm.getClientByClientId(id)
                    : AssertedClient.in(form.getDecodedFormParameters(), session, realm)
                            .orElse(session.getContext().getClient());
            if (named != null && AssignedScopes.of(named).areSmart()) {
                throw new CorsErrorResponseException(cors, OAuthErrorException.INVALID_CLIENT,
                        "The client's authentication failed", Response.Status.UNAUTHORIZED);
            }
            throw failure;
        }
    }
}
