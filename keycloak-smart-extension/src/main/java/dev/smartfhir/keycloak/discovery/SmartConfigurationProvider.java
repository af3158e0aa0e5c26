package dev.smartfhir.keycloak.discovery;

import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import dev.smartfhir.keycloak.startup.Seams;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.urls.UrlType;
import org.keycloak.wellknown.WellKnownProvider;

/**
 * The SMART configuration of a realm: only what this build does. A realm without a {@code system/} ceiling, and a
 * server on which this module is not live, has none (404).
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
        List<String> scopes = supported(realm.getClientScopesStream());
        if (scopes.isEmpty() || !Seams.broken(session.getKeycloakSessionFactory()).isEmpty()) {
            throw new NotFoundException();
        }
        URI base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("jwks_uri", protocolUrl(base, realm, "certs"));
        document.put("token_endpoint", protocolUrl(base, realm, "token"));
        document.put("grant_types_supported", List.of("client_credentials"));
        document.put("token_endpoint_auth_methods_supported", List.of(OIDCLoginProtocol.PRIVATE_KEY_JWT));
        document.put("token_endpoint_auth_signing_alg_values_supported",
                Stream.of(SigningAlgorithm.values()).map(Enum::name).toList());
        document.put("scopes_supported", scopes);
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("capabilities", List.of("client-confidential-asymmetric", "permission-v1"));
        return document;
    }

    private static String protocolUrl(URI base, RealmModel realm, String method) {
        return RealmsResource.protocolUrl(UriBuilder.fromUri(base)).path(OIDCLoginProtocolService.class, method)
                .build(realm.getName(), OIDCLoginProtocol.LOGIN_PROTOCOL).toString();
    }

    static List<String> supported(Stream<ClientScopeModel> scopes) {
        return scopes.map(ClientScopeModel::getName).filter(SmartConfigurationProvider::isOffered).sorted().toList();
    }

    private static boolean isOffered(String name) {
        try {
            return Scope.parse(name) instanceof ResourceScope scope && scope.context() == Context.SYSTEM
                    && !scope.isConstrained();
        } catch (ScopeParseException e) {
            return false;
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
