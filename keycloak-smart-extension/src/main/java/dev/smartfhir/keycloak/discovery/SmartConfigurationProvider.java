package dev.smartfhir.keycloak.discovery;

import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import dev.smartfhir.keycloak.introspection.IntrospectionEndpoint;
import dev.smartfhir.keycloak.registration.RegistrationEndpoint;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.urls.UrlType;
import org.keycloak.wellknown.WellKnownProvider;

/**
 * The SMART configuration of a realm: only what works. A realm without any client scope of SMART's, and a server on
 * which this module is not live, has none (404).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#using-well-known">SMART App Launch 2.2,
 *      using .well-known</a>
 */
final class SmartConfigurationProvider implements WellKnownProvider {

    private final KeycloakSession session;

    SmartConfigurationProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getConfig() {
        RealmModel realm = session.getContext().getRealm();
        Offer offer = Offer.of(realm.getClientScopesStream().map(ClientScopeModel::getName).toList());
        if (offer.isEmpty() || !Seams.broken(session.getKeycloakSessionFactory()).isEmpty()) {
            throw new NotFoundException();
        }
        URI base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        Map<String, Object> document = new LinkedHashMap<>();
        if (offer.forApps() && offer.forIdentity()) {
            document.put("issuer", Urls.realmIssuer(base, realm.getName()));
        }
        document.put("jwks_uri", protocolUrl(base, realm, "certs"));
        if (offer.forApps()) {
            document.put("authorization_endpoint", protocolUrl(base, realm, "auth"));
        }
        document.put("token_endpoint", protocolUrl(base, realm, "token"));
        if (RegistrationEndpoint.isOpen(realm)) {
            document.put("registration_endpoint", RegistrationEndpoint.url(base, realm));
        }
        document.put("introspection_endpoint", IntrospectionEndpoint.url(base, realm));
        document.put("revocation_endpoint", protocolUrl(base, realm, "revoke"));
        if (offer.forApps() && hasAccountConsole(realm)) {
            document.put("management_endpoint",
                    RealmsResource.accountUrl(UriBuilder.fromUri(base)).build(realm.getName()).toString());
        }
        putLists(document, offer);
        return document;
    }

    private static void putLists(Map<String, Object> document, Offer offer) {
        List<String> grantTypes = new ArrayList<>();
        List<String> authentication = new ArrayList<>();
        if (offer.forApps()) {
            grantTypes.add("authorization_code");
            authentication.addAll(
                    List.of(OIDCLoginProtocol.CLIENT_SECRET_BASIC, OIDCLoginProtocol.CLIENT_SECRET_POST));
            document.put("response_types_supported", List.of("code"));
        }
        if (offer.forBackendServices()) {
            grantTypes.add("client_credentials");
        }
        authentication.add(OIDCLoginProtocol.PRIVATE_KEY_JWT);
        document.put("grant_types_supported", grantTypes);
        document.put("token_endpoint_auth_methods_supported", authentication);
        document.put("token_endpoint_auth_signing_alg_values_supported",
                Stream.of(SigningAlgorithm.values()).map(Enum::name).toList());
        document.put("scopes_supported", offer.scopesSupported());
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("capabilities", offer.capabilities());
    }

    private static boolean hasAccountConsole(RealmModel realm) {
        ClientModel console = realm.getClientByClientId(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
        return console != null && console.isEnabled();
    }

    private static String protocolUrl(URI base, RealmModel realm, String method) {
        return RealmsResource.protocolUrl(UriBuilder.fromUri(base)).path(OIDCLoginProtocolService.class, method)
                .build(realm.getName(), OIDCLoginProtocol.LOGIN_PROTOCOL).toString();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
