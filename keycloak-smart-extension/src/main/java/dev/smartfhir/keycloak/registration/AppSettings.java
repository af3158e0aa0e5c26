package dev.smartfhir.keycloak.registration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.keycloak.authentication.authenticators.client.ClientIdAndSecretAuthenticator;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSecretConstants;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * How a registered app is kept as a Keycloak client: consent required, full scope off, PKCE with S256, the standard
 * flow and no other.
 */
final class AppSettings {

    private static final String PUBLIC_CLIENT = "none";

    private AppSettings() {
    }

    /** A new client; the realm's registration policies judge and may change this description. */
    static ClientRepresentation described(AppMetadata app) {
        ClientRepresentation client = changed(app);
        client.setConsentRequired(true);
        client.setFullScopeAllowed(false);
        client.setStandardFlowEnabled(true);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setServiceAccountsEnabled(false);
        client.setAuthorizationServicesEnabled(false);
        client.setBearerOnly(false);
        client.setDefaultClientScopes(List.of());
        client.setOptionalClientScopes(List.of());
        return client;
    }

    /** The members that an app says of itself, for the realm's registration policies to judge a change of them. */
    static ClientRepresentation changed(AppMetadata app) {
        ClientRepresentation client = new ClientRepresentation();
        client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        client.setPublicClient(app.keys().isPublic());
        client.setName(app.name().orElse(null));
        client.setRedirectUris(app.redirectUris());
        client.setWebOrigins(RedirectUris.origins(app.redirectUris()));
        client.setBaseUrl(app.pages().get("client_uri"));
        client.setClientAuthenticatorType(authenticator(app.keys()));
        client.setAttributes(new HashMap<>());
        return client;
    }

    /** Writes what the app says of itself; what it no longer says is gone. */
    static void write(ClientModel client, AppMetadata app, boolean refresh) {
        client.setName(app.name().orElse(null));
        client.setBaseUrl(app.pages().get("client_uri"));
        client.setRedirectUris(new HashSet<>(app.redirectUris()));
        client.setWebOrigins(new HashSet<>(RedirectUris.origins(app.redirectUris())));
        OIDCAdvancedConfigWrapper settings = OIDCAdvancedConfigWrapper.fromClientModel(client);
        settings.setUseRefreshToken(refresh);
        settings.setTokenEndpointAuthSigningAlg(app.keys().algorithm().orElse(null));
        settings.setUseJwksUrl(app.keys().jwksUri().isPresent());
        settings.setJwksUrl(app.keys().jwksUri().orElse(null));
        settings.setUseJwksString(app.keys().jwks().isPresent());
        settings.setJwksString(app.keys().jwks().orElse(null));
        attribute(client, ClientModel.LOGO_URI, app.pages().get("logo_uri"));
        attribute(client, ClientModel.POLICY_URI, app.pages().get("policy_uri"));
        attribute(client, ClientModel.TOS_URI, app.pages().get("tos_uri"));
        client.setAttribute(OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD, "S256");
        writeAuthentication(client, app.keys());
    }

    private static void writeAuthentication(ClientModel client, AppKeys keys) {
        boolean secret = !keys.isPublic() && !keys.areAsymmetric();
        client.setPublicClient(keys.isPublic());
        client.setClientAuthenticatorType(authenticator(keys));
        attribute(client, ClientSecretConstants.CLIENT_SECRET_AUTHENTICATION_ALLOWED_METHOD,
                secret ? keys.method() : null);
        if (!secret) {
            client.setSecret(null);
        } else if (client.getSecret() == null) {
            KeycloakModelUtils.generateSecret(client);
        }
    }

    private static String authenticator(AppKeys keys) {
        if (keys.isPublic()) {
            return PUBLIC_CLIENT;
        }
        return keys.areAsymmetric() ? JWTClientAuthenticator.PROVIDER_ID : ClientIdAndSecretAuthenticator.PROVIDER_ID;
    }

    private static void attribute(ClientModel client, String name, String value) {
        if (value == null) {
            client.removeAttribute(name);
        } else {
            client.setAttribute(name, value);
        }
    }
}
