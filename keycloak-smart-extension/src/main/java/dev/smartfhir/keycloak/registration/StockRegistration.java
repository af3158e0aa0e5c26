package dev.smartfhir.keycloak.registration;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.oidc.OIDCClientRepresentation;
import org.keycloak.services.Urls;
import org.keycloak.services.clientregistration.ClientRegistrationContext;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationContext;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationProvider;
import org.keycloak.services.cors.Cors;
import org.keycloak.urls.UrlType;

/**
 * Stock Keycloak's registration, with its tokens, policies and events, made to create and change apps as
 * {@link AppSettings} says. It takes requests from {@link RegistrationEndpoint} only.
 */
class StockRegistration extends OIDCClientRegistrationProvider {

    /** Scopes for stock code to assign when a client that is no SMART app changes itself; null to leave them. */
    private String ordinaryScope;

    StockRegistration(KeycloakSession session) {
        super(session);
    }

    Response createApp(AppMetadata metadata, AppScopes scopes) {
        ClientRepresentation described = create(new OIDCClientRegistrationContext(session,
                AppSettings.described(metadata), this, judged(metadata)));
        ClientModel client = client(described.getClientId());
        RegisteredApp app = RegisteredApp.begin(client, scopes);
        AppSettings.write(client, metadata, metadata.refreshes(app));
        validateClient(client, judged(metadata), true);
        Map<String, Object> response = AppResponse.of(client, app, address(client).toString(),
                described.getRegistrationAccessToken());
        response.put("client_id_issued_at", Time.currentTime());
        return answer(Response.created(address(client)).entity(response));
    }

    Response readApp(ClientModel client, RegisteredApp app) {
        ClientRepresentation described = get(client);
        return answer(Response.ok(AppResponse.of(client, app, address(client).toString(),
                described.getRegistrationAccessToken())));
    }

    /** @param scopes what it registers itself for from now on, or {@code null} to leave that as it is */
    Response changeApp(ClientModel client, RegisteredApp app, String claimedId, AppMetadata metadata,
            AppScopes scopes) {
        ClientRepresentation changed = AppSettings.changed(metadata);
        changed.setClientId(claimedId);
        changed.setConsentRequired(client.isConsentRequired());
        changed.setFullScopeAllowed(client.isFullScopeAllowed());
        changed.setServiceAccountsEnabled(client.isServiceAccountsEnabled());
        ClientRepresentation described = update(client.getClientId(), new OIDCClientRegistrationContext(session,
                changed, this, judged(metadata)));
        if (scopes != null) {
            app.register(scopes);
        }
        AppSettings.write(client, metadata, metadata.refreshes(app));
        validateClient(client, judged(metadata), false);
        return answer(Response.ok(AppResponse.of(client, app, address(client).toString(),
                described.getRegistrationAccessToken())));
    }

    /** A change of a client that is no SMART app; stock code fails where it names scopes. */
    Response changeOrdinary(String clientId, OIDCClientRepresentation change) {
        ordinaryScope = change.getScope();
        change.setScope(null);
        return updateOIDC(clientId, change);
    }

    @Override
    public ClientRepresentation update(String clientId, ClientRegistrationContext context) {
        ClientModel client = client(clientId);
        if (ordinaryScope != null && client != null) {
            context.getClient().setDefaultClientScopes(new ArrayList<>(client.getClientScopes(true).keySet()));
            context.getClient().setOptionalClientScopes(
                    Stream.of(ordinaryScope.split(" ")).filter(word -> !word.isEmpty()).toList());
        }
        return super.update(clientId, context);
    }

    private static OIDCClientRepresentation judged(AppMetadata metadata) {
        OIDCClientRepresentation judged = new OIDCClientRepresentation();
        judged.setClientName(metadata.name().orElse(null));
        judged.setRedirectUris(metadata.redirectUris());
        judged.setTokenEndpointAuthMethod(metadata.keys().method());
        judged.setJwksUri(metadata.keys().jwksUri().orElse(null));
        judged.setResponseTypes(List.of("code"));
        return judged;
    }

    private Response answer(Response.ResponseBuilder answer) {
        return Cors.builder().auth().checkAllowedOrigins(getAllowedOrigins())
                .add(answer.header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    private ClientModel client(String clientId) {
        return session.getContext().getRealm().getClientByClientId(clientId);
    }

    private URI address(ClientModel client) {
        RealmModel realm = session.getContext().getRealm();
        return Urls.clientRegistration(session.getContext().getUri(UrlType.BACKEND).getBaseUri(), realm.getName(),
                OIDCLoginProtocol.LOGIN_PROTOCOL, client.getClientId());
    }
}
