package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.audience.FhirToken;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.PermissionGrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * A stock grant type for which no SMART scope can be granted (D-25): scopes in SMART's syntax are left out of a SMART
 * client's request, the request is refused if nothing remains (D-26), and a token that carries one nevertheless is not
 * issued. Other clients get the stock grant type as it is; but nobody gets permissions (UMA) by a token for a FHIR
 * server, which could else become the user at other servers.
 */
final class GuardedGrantType implements OAuth2GrantType {

    private final OAuth2GrantType stock;

    GuardedGrantType(OAuth2GrantType stock) {
        this.stock = stock;
    }

    @Override
    public Response process(Context context) {
        boolean smart = context.getClient() != null && AssignedScopes.of(context.getClient()).areSmart();
        try {
            if (smart) {
                Seams.requireLive(context.getSession(), context.getClient());
                leaveOutSmartScopes(context);
            }
            if (stock instanceof PermissionGrantType) {
                refuseTokensForFhirServers(context);
            }
            Response response = stock.process(context);
            if ((smart || isForSmartClient(context.getSession()))
                    && response.getEntity() instanceof AccessTokenResponse token) {
                IssuedTokenCheck.checkFreeOfSmartScopes(token);
            }
            return response;
        } catch (Refusal refusal) {
            throw refusal.toResponse(context.getEvent(), context.getCors());
        }
    }

    /** Some grants learn their client only on the way. */
    private static boolean isForSmartClient(KeycloakSession session) {
        ClientModel client = session.getContext().getClient();
        return client != null && AssignedScopes.of(client).areSmart();
    }

    private static void refuseTokensForFhirServers(Context context) {
        MultivaluedMap<String, String> form = context.getFormParams();
        List<String> headers = context.getHeaders().getRequestHeader(HttpHeaders.AUTHORIZATION);
        Stream<String> tokens = Stream.of("subject_token", "claim_token").map(form::getFirst);
        if (Stream.concat(headers == null ? Stream.empty() : headers.stream(), tokens).anyMatch(FhirToken::isIn)) {
            throw Refusal.invalidGrant("The token is for a FHIR server and gives no permissions elsewhere");
        }
    }

    private static void leaveOutSmartScopes(Context context) {
        MultivaluedMap<String, String> form = context.getFormParams();
        String asked = form.getFirst(OAuth2Constants.SCOPE);
        SmartDetails.requested(context.getEvent(), context.getClient(), asked);
        ScopeRequest request = ScopeRequest.read(asked);
        if (request.smart().isEmpty()) {
            return;
        }
        if (request.ordinary().isEmpty()) {
            throw Refusal.invalidScope("This grant type grants no SMART scope: system/ scopes are granted by "
                    + "client_credentials only");
        }
        String kept = String.join(" ", request.ordinary());
        SmartDetails.leftOut(context.getEvent(), context.getClient(), asked, kept);
        form.putSingle(OAuth2Constants.SCOPE, kept);
    }

    @Override
    public EventType getEventType() {
        return stock.getEventType();
    }

    @Override
    public Set<String> getSupportedMultivaluedRequestParameters() {
        return stock.getSupportedMultivaluedRequestParameters();
    }

    @Override
    public Set<String> getTokenParameterNames() {
        return stock.getTokenParameterNames();
    }

    @Override
    public void preProcess(KeycloakSession session, MultivaluedMap<String, String> form) throws ClientPolicyException {
        stock.preProcess(session, form);
    }

    @Override
    public boolean isTokenAllowed(KeycloakSession session, AccessToken token) {
        return stock.isTokenAllowed(session, token);
    }

    @Override
    public void close() {
        stock.close();
    }
}
