package dev.smartfhir.keycloak.introspection;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.keycloak.grant.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.AuthorizeClientUtil;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AppAuthManager.AuthHeader;

/**
 * How a caller of introspection proves itself: as a confidential client, by the method that it was registered with, or
 * with a bearer token that is active and made for this realm's FHIR servers or for introspection (INT-11, INT-12). A
 * token bound to a key is no bearer token (D-29).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662.html#section-2.1">RFC 7662, section 2.1</a>
 */
final class CallerAuthentication {

    private static final String BEARER = "Bearer";

    private final KeycloakSession session;
    private final String endpoint;

    /** @param endpoint the public URL of the introspection endpoint */
    CallerAuthentication(KeycloakSession session, String endpoint) {
        this.session = session;
        this.endpoint = endpoint;
    }

    /** @throws Unauthorized if nobody proved itself */
    Caller authenticate(MultivaluedMap<String, String> form, EventBuilder event) throws Unauthorized {
        List<String> headers = session.getContext().getRequestHeaders().getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (headers.size() > 1) {
            throw Unauthorized.invalidClient("The header Authorization is sent more than once");
        }
        boolean bearer = !headers.isEmpty() && !headers.get(0).regionMatches(true, 0, "Basic ", 0, 6);
        if (!bearer) {
            return byCredentials(event);
        }
        if (form.containsKey(OAuth2Constants.CLIENT_ASSERTION) || form.containsKey(OAuth2Constants.CLIENT_SECRET)) {
            throw Unauthorized.invalidClient("A bearer token and client authentication are sent together");
        }
        return byToken(event);
    }

    private Caller byCredentials(EventBuilder event) throws Unauthorized {
        try {
            ClientModel client = AuthorizeClientUtil.authorizeClient(session, event, null).getClient();
            if (client.isPublicClient() || client.isBearerOnly()) {
                throw Unauthorized.invalidClient("A public client has no credentials: it needs a bearer token");
            }
            return Caller.authenticated(session, client);
        } catch (WebApplicationException refused) {
            throw Unauthorized.invalidClient("Client authentication failed, or there is none");
        }
    }

    private Caller byToken(EventBuilder event) throws Unauthorized {
        AuthHeader header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                session.getContext().getRequestHeaders());
        if (header == null || !header.getScheme().equalsIgnoreCase(BEARER)) {
            throw Unauthorized.invalidToken("The header Authorization holds neither Basic credentials nor a bearer "
                    + "token");
        }
        AccessToken token = new SmartIntrospectionProvider(session).active(header.getToken(), event.clone())
                .orElseThrow(() -> Unauthorized.invalidToken("The bearer token is not active"));
        if (token.getConfirmation() != null) {
            throw Unauthorized.invalidToken("The bearer token is bound to a key and cannot be used as it is");
        }
        if (!isMeantForUs(token)) {
            throw Unauthorized.invalidToken("The bearer token is for another audience");
        }
        ClientModel client = session.getContext().getRealm().getClientByClientId(token.getIssuedFor());
        String scope = token.getScope() == null ? "" : token.getScope();
        event.client(client);
        return new Caller(client, Arrays.asList(scope.split(" ")).contains(SmartNames.INTROSPECT.text()));
    }

    private boolean isMeantForUs(AccessToken token) {
        return token.getAudience() != null && Arrays.stream(token.getAudience())
                .anyMatch(audience -> audience.equals(endpoint) || isFhirBase(audience));
    }

    private boolean isFhirBase(String audience) {
        try {
            return FhirBaseUrl.read(audience).filter(FhirBases.of(session.getContext().getRealm())::has).isPresent();
        } catch (Refusal noneConfigured) {
            return false;
        }
    }
}
