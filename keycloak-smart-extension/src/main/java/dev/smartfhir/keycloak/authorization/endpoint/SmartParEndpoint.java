package dev.smartfhir.keycloak.authorization.endpoint;

import dev.smartfhir.keycloak.authorization.request.AuthorizationJudge;
import dev.smartfhir.keycloak.authorization.request.CheckedRequest;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.par.ParResponse;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.protocol.oidc.par.endpoints.request.AuthzEndpointParParser;

/**
 * The endpoint for pushed authorization requests. A SMART client's request is judged when it is pushed, and is bound
 * to the client that pushed it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1">RFC 9126, section 2.1</a>
 */
public class SmartParEndpoint extends ParEndpoint {

    SmartParEndpoint(KeycloakSession session, EventBuilder event) {
        super(session, event);
    }

    @Override
    public Response request() {
        CheckedRequest request = CheckedRequest.begin(session,
                session.getContext().getHttpRequest().getDecodedFormParameters());
        try {
            Response response = super.request();
            if (!AssignedScopes.of(client).areSmart() || !(response.getEntity() instanceof ParResponse pushed)) {
                return response;
            }
            return judged(response, request, pushed.getRequestUri());
        } finally {
            request.end();
        }
    }

    private Response judged(Response response, CheckedRequest request, String requestUri) {
        try {
            Seams.requireLive(session, client);
            new AuthorizationJudge(session).judge(request, client);
        } catch (Refusal refusal) {
            AuthzEndpointParParser.removeRequestObject(session, requestUri);
            throw errorResponseException(refusal.error(), refusal.getMessage(), refusal.status());
        }
        Map<String, String> kept = new HashMap<>(AuthzEndpointParParser.getRequestObject(session, requestUri));
        kept.put(OIDCLoginProtocol.CLIENT_ID_PARAM, client.getClientId());
        session.singleUseObjects().replace(CACHE_KEY_PREFIX + requestUri.substring(REQUEST_URI_PREFIX_LENGTH), kept);
        return response;
    }
}
