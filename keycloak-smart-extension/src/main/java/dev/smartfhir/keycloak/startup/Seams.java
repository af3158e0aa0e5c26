package dev.smartfhir.keycloak.startup;

import dev.smartfhir.keycloak.authorization.endpoint.SmartLoginProtocolFactory;
import dev.smartfhir.keycloak.authorization.endpoint.SmartParRootEndpoint;
import dev.smartfhir.keycloak.authorization.request.AuthorizationGuardFactory;
import dev.smartfhir.keycloak.client.ConfiguredClient;
import dev.smartfhir.keycloak.clientauth.SmartJwtClientAuthenticator;
import dev.smartfhir.keycloak.consent.ConsentActionFactory;
import dev.smartfhir.keycloak.discovery.SmartConfigurationProviderFactory;
import dev.smartfhir.keycloak.grant.GuardedGrantTypeFactory;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.SmartClientCredentialsGrantTypeFactory;
import dev.smartfhir.keycloak.introspection.SmartIntrospectionProviderFactory;
import dev.smartfhir.keycloak.picker.encounter.EncounterPickerFactory;
import dev.smartfhir.keycloak.picker.patient.PatientPickerFactory;
import dev.smartfhir.keycloak.realmcache.SmartRealmCacheProviderFactory;
import dev.smartfhir.keycloak.resource.SmartResourceProviderFactory;
import dev.smartfhir.keycloak.tokens.SmartAuthorizationCodeGrantTypeFactory;
import dev.smartfhir.keycloak.tokens.SmartRefreshTokenGrantTypeFactory;
import dev.smartfhir.keycloak.tokens.SmartRefreshTokenProviderFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.ClientAuthenticator;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpointCheckProvider;
import org.keycloak.protocol.oidc.ext.OIDCExtProvider;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.par.endpoints.ParRootEndpoint;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.wellknown.WellKnownProvider;

/**
 * The places where this module stands in for a part of Keycloak. Each must be ours on the running server; if one is
 * not, because a setting or another extension took it, SMART scopes are refused and nothing passes through.
 */
public final class Seams {

    private Seams() {
    }

    /** Says in words which seams are not live; empty if all are. */
    public static List<String> broken(KeycloakSessionFactory factory) {
        List<String> broken = new ArrayList<>();
        if (!(factory.getProviderFactory(CacheRealmProvider.class) instanceof SmartRealmCacheProviderFactory)) {
            broken.add("the realm cache is switched off or another extension's");
        }
        if (!(factory.getProviderFactory(ClientAuthenticator.class, JWTClientAuthenticator.PROVIDER_ID)
                instanceof SmartJwtClientAuthenticator)) {
            broken.add("the client authenticator " + JWTClientAuthenticator.PROVIDER_ID + " is another extension's");
        }
        factory.getProviderFactoriesStream(OAuth2GrantType.class)
                .filter(grant -> !(grant instanceof GuardedGrantTypeFactory)
                        && !(grant instanceof SmartClientCredentialsGrantTypeFactory)
                        && !(grant instanceof SmartAuthorizationCodeGrantTypeFactory)
                        && !(grant instanceof SmartRefreshTokenGrantTypeFactory))
                .forEach(grant -> broken.add("the grant type " + grant.getId() + " is not guarded"));
        if (!(factory.getProviderFactory(OAuth2GrantType.class, OAuth2Constants.CLIENT_CREDENTIALS)
                instanceof SmartClientCredentialsGrantTypeFactory)) {
            broken.add("the grant type client_credentials is another extension's");
        }
        if (!(factory.getProviderFactory(OAuth2GrantType.class, OAuth2Constants.AUTHORIZATION_CODE)
                instanceof SmartAuthorizationCodeGrantTypeFactory)
                || !(factory.getProviderFactory(OAuth2GrantType.class, OAuth2Constants.REFRESH_TOKEN)
                instanceof SmartRefreshTokenGrantTypeFactory)) {
            broken.add("the grant type authorization_code or refresh_token is another extension's");
        }
        if (factory.getProviderFactoriesStream(RefreshTokenProvider.class)
                .max(Comparator.comparingInt(ProviderFactory::order))
                .filter(SmartRefreshTokenProviderFactory.class::isInstance).isEmpty()) {
            broken.add("refresh tokens are another extension's");
        }
        if (!(factory.getProviderFactory(TokenIntrospectionProvider.class,
                AccessTokenIntrospectionProviderFactory.ACCESS_TOKEN_TYPE)
                instanceof SmartIntrospectionProviderFactory)) {
            broken.add("token introspection is another extension's");
        }
        if (factory.getProviderFactoriesStream(AuthorizationEndpointCheckProvider.class)
                .noneMatch(AuthorizationGuardFactory.class::isInstance)) {
            broken.add("the authorization endpoint is not guarded");
        }
        if (!(factory.getProviderFactory(RealmResourceProvider.class, SmartResourceProviderFactory.ID)
                instanceof SmartResourceProviderFactory)) {
            broken.add("the path " + SmartResourceProviderFactory.ID + " of a realm is another extension's");
        }
        if (!(factory.getProviderFactory(RequiredActionProvider.class, PatientPickerFactory.ID)
                instanceof PatientPickerFactory)) {
            broken.add("the required action " + PatientPickerFactory.ID + " is another extension's");
        }
        if (!(factory.getProviderFactory(RequiredActionProvider.class, ConsentActionFactory.ID)
                instanceof ConsentActionFactory)) {
            broken.add("the required action " + ConsentActionFactory.ID + " is another extension's");
        }
        if (!(factory.getProviderFactory(RequiredActionProvider.class, EncounterPickerFactory.ID)
                instanceof EncounterPickerFactory)) {
            broken.add("the required action " + EncounterPickerFactory.ID + " is another extension's");
        }
        if (!(factory.getProviderFactory(LoginProtocol.class, OIDCLoginProtocol.LOGIN_PROTOCOL)
                instanceof SmartLoginProtocolFactory)) {
            broken.add("the protocol openid-connect is another extension's");
        }
        ProviderFactory<OIDCExtProvider> par =
                factory.getProviderFactory(OIDCExtProvider.class, ParRootEndpoint.PROVIDER_ID);
        if (par != null && !(par instanceof SmartParRootEndpoint)) {
            broken.add("the endpoint for pushed authorization requests is another extension's");
        }
        if (!(factory.getProviderFactory(WellKnownProvider.class, SmartConfigurationProviderFactory.ID)
                instanceof SmartConfigurationProviderFactory)) {
            broken.add("discovery is another extension's");
        }
        if (Profile.isFeatureEnabled(Profile.Feature.PARAMETERIZED_SCOPES)) {
            broken.add("the feature parameterized-scopes is on, which resolves scopes in its own way");
        }
        return List.copyOf(broken);
    }

    /** @throws Refusal {@code server_error} if a seam is not live, or this client did not come through the cache */
    public static void requireLive(KeycloakSession session, ClientModel client) {
        if (!(client instanceof ConfiguredClient) || !broken(session.getKeycloakSessionFactory()).isEmpty()) {
            throw Refusal.serverError("SMART on FHIR is not fully active on this server, so SMART clients get no "
                    + "token; its log says why");
        }
    }
}
