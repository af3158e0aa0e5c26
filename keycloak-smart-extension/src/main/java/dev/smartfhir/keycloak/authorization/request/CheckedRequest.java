package dev.smartfhir.keycloak.authorization.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.request.AuthorizationEndpointRequestParserProcessor;
import org.keycloak.protocol.oidc.endpoints.request.AuthzEndpointRequestParser;
import org.keycloak.protocol.oidc.endpoints.request.RequestUriType;
import org.keycloak.protocol.oidc.par.endpoints.request.AuthzEndpointParParser;
import org.keycloak.protocol.oidc.utils.RedirectUtils;

/**
 * The authorization request that this HTTP request is about, while it is checked. It is kept in the request's session,
 * and only while it is there does stock code resolve scopes that nobody has judged yet.
 */
public final class CheckedRequest {

    private static final String ATTRIBUTE = CheckedRequest.class.getName();

    private final KeycloakSession session;
    private final MultivaluedMap<String, String> received;
    private JudgedRequest judged;

    private CheckedRequest(KeycloakSession session, MultivaluedMap<String, String> received) {
        this.session = session;
        this.received = received;
    }

    /** @param received the query or form as it arrived */
    public static CheckedRequest begin(KeycloakSession session, MultivaluedMap<String, String> received) {
        CheckedRequest request = new CheckedRequest(session, received);
        session.setAttribute(ATTRIBUTE, request);
        return request;
    }

    /** The request of this client under way; empty in every HTTP request that begins no authorization of its. */
    public static Optional<CheckedRequest> underWay(KeycloakSession session, ClientModel client) {
        ClientModel asking = session.getContext().getClient();
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, CheckedRequest.class))
                .filter(request -> asking != null && asking.getId().equals(client.getId())
                        && asking.getRealm().getId().equals(client.getRealm().getId()));
    }

    /** Ends the check, whatever came of it. */
    public void end() {
        session.removeAttribute(ATTRIBUTE);
    }

    /** The {@code request_uri} of a pushed request, if this is one. */
    public Optional<String> pushedRequestUri() {
        return Optional.ofNullable(received.getFirst(OIDCLoginProtocol.REQUEST_URI_PARAM))
                .filter(uri -> AuthorizationEndpointRequestParserProcessor.getRequestUriType(uri)
                        == RequestUriType.PAR);
    }

    /** The request object as it was signed, in the request or in what was pushed. */
    public Optional<String> requestObject() {
        return pushedRequestUri().isPresent()
                ? pushed().map(pushed -> pushed.get(OIDCLoginProtocol.REQUEST_PARAM))
                : Optional.ofNullable(received.getFirst(OIDCLoginProtocol.REQUEST_PARAM));
    }

    /** The claims of the request object, once stock code has verified it. */
    Optional<JsonNode> claims() {
        return Optional.ofNullable(session.getAttribute(AuthzEndpointRequestParser.AUTHZ_REQUEST_OBJECT,
                JsonNode.class));
    }

    /** Whether this client pushed the request, if it was pushed at all. */
    boolean isOf(ClientModel client) {
        return pushedRequestUri().isEmpty() || pushed()
                .filter(pushed -> client.getClientId().equals(pushed.get(OIDCLoginProtocol.CLIENT_ID_PARAM)))
                .isPresent();
    }

    /**
     * The parameters of the one source: the request object if there is one, else the pushed request if there is one,
     * else the query or form. None at all before stock code has verified a request object.
     */
    public AuthorizationParameters parameters() {
        if (requestObject().isPresent()) {
            return claims().map(AuthorizationParameters::of).orElseGet(AuthorizationParameters::none);
        }
        if (pushedRequestUri().isPresent()) {
            return pushed().map(AuthorizationParameters::of).orElseGet(AuthorizationParameters::none);
        }
        return AuthorizationParameters.of(received);
    }

    /** Of a client's registered redirect URIs the one asked for: exactly equal, and without wildcard (SEC-09). */
    public Set<String> redirectUris(ClientModel client, Set<String> registered) {
        AuthorizationParameters parameters = parameters();
        if (parameters.repeated().contains(OIDCLoginProtocol.REDIRECT_URI_PARAM)) {
            return Set.of();
        }
        String asked = parameters.get(OIDCLoginProtocol.REDIRECT_URI_PARAM).orElse(null);
        return RedirectUtils.resolveValidRedirects(session, client.getRootUrl(), registered).stream()
                .filter(uri -> uri.equals(asked) && !uri.contains("*"))
                .collect(Collectors.toSet());
    }

    /** What became of the request; empty until it was judged. */
    public Optional<JudgedRequest> judged() {
        return Optional.ofNullable(judged);
    }

    void judgedAs(JudgedRequest judgement) {
        judged = judgement;
    }

    private Optional<Map<String, String>> pushed() {
        return pushedRequestUri().map(uri -> AuthzEndpointParParser.getRequestObject(session, uri));
    }
}
