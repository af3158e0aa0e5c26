package dev.smartfhir.keycloak.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSecretConstants;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.util.JsonSerialization;

/**
 * What is told of a registered app: everything that was registered, as it is kept.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.1">RFC 7591, section 3.2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592.html#section-3">RFC 7592, section 3</a>
 */
final class AppResponse {

    private AppResponse() {
    }

    /**
     * @param address where the app reads and changes its registration
     * @param token the registration access token for that, or {@code null}
     */
    static Map<String, Object> of(ClientModel client, RegisteredApp app, String address, String token) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("client_id", client.getClientId());
        OIDCAdvancedConfigWrapper settings = OIDCAdvancedConfigWrapper.fromClientModel(client);
        String method = method(client);
        if (method.startsWith("client_secret")) {
            response.put("client_secret", client.getSecret());
            response.put("client_secret_expires_at", 0);
        }
        put(response, "registration_access_token", token);
        response.put("registration_client_uri", address);
        put(response, "client_name", client.getName());
        response.put("redirect_uris", client.getRedirectUris().stream().sorted().toList());
        response.put("token_endpoint_auth_method", method);
        put(response, "token_endpoint_auth_signing_alg", settings.getTokenEndpointAuthSigningAlg());
        putKeys(response, settings);
        List<String> grantTypes = new ArrayList<>(List.of(OAuth2Constants.AUTHORIZATION_CODE));
        if (settings.isUseRefreshToken()) {
            grantTypes.add(OAuth2Constants.REFRESH_TOKEN);
        }
        response.put("grant_types", grantTypes);
        response.put("response_types", List.of(OAuth2Constants.CODE));
        put(response, "client_uri", client.getBaseUrl());
        put(response, "logo_uri", client.getAttribute(ClientModel.LOGO_URI));
        put(response, "policy_uri", client.getAttribute(ClientModel.POLICY_URI));
        put(response, "tos_uri", client.getAttribute(ClientModel.TOS_URI));
        response.put("scope", app.scope());
        return response;
    }

    private static String method(ClientModel client) {
        if (client.isPublicClient()) {
            return AppKeys.NONE;
        }
        if (JWTClientAuthenticator.PROVIDER_ID.equals(client.getClientAuthenticatorType())) {
            return OIDCLoginProtocol.PRIVATE_KEY_JWT;
        }
        String allowed = client.getAttribute(ClientSecretConstants.CLIENT_SECRET_AUTHENTICATION_ALLOWED_METHOD);
        return allowed == null ? OIDCLoginProtocol.CLIENT_SECRET_BASIC : allowed;
    }

    private static void putKeys(Map<String, Object> response, OIDCAdvancedConfigWrapper settings) {
        if (settings.isUseJwksUrl()) {
            put(response, "jwks_uri", settings.getJwksUrl());
        }
        if (settings.isUseJwksString() && settings.getJwksString() != null) {
            try {
                response.put("jwks", JsonSerialization.mapper.readTree(settings.getJwksString()));
            } catch (JsonProcessingException e) {
                throw InvalidMetadata.of("The registered JWK Set is no JSON: register it again");
            }
        }
    }

    private static void put(Map<String, Object> response, String member, String value) {
        if (value != null && !value.isEmpty()) {
            response.put(member, value);
        }
    }
}
