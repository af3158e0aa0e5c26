package dev.smartfhir.keycloak.clientauth;

import java.net.URI;
import java.util.Set;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.services.Urls;

/**
 * The URLs that an assertion may be made for: the token URL, the issuer, and the URL that it is posted to, such as the
 * introspection endpoint (AUT-16).
 */
final class AcceptedAudiences {

    private AcceptedAudiences() {
    }

    /**
     * @param base Keycloak's public base URL, as clients see it
     * @param path the path of the request relative to that base
     */
    static Set<String> of(RealmModel realm, URI base, String path) {
        String issuer = Urls.realmIssuer(base, realm.getName());
        String token = OIDCLoginProtocolService.tokenUrl(jakarta.ws.rs.core.UriBuilder.fromUri(base))
                .build(realm.getName()).toString();
        String posted = base.toString().replaceAll("/+$", "") + "/" + path.replaceAll("^/+", "");
        return posted.equals(token) ? Set.of(issuer, token) : Set.of(issuer, token, posted);
    }
}
