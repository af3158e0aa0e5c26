package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.jwks.JwksUrl;
import java.net.URI;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.models.KeycloakSession;
import org.keycloak.urls.UrlType;

/**
 * How Keycloak is reached by its clients. Where that is by {@code https}, an app registers no JWKS URL of another
 * scheme; a sandbox reached by {@code http} also takes one on its own machine.
 *
 * @param https whether clients reach Keycloak by {@code https}
 * @param sslRequired what the realm demands of requests
 */
record ServerAddress(boolean https, SslRequired sslRequired) {

    static ServerAddress of(KeycloakSession session) {
        URI base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        return new ServerAddress("https".equals(base.getScheme()), session.getContext().getRealm().getSslRequired());
    }

    /** @throws InvalidClient if a JWKS URL may not be registered */
    void requireFetchable(String jwksUrl) throws InvalidClient {
        JwksUrl.requireProtected(jwksUrl, sslRequired);
        URI url = URI.create(jwksUrl);
        if ("http".equalsIgnoreCase(url.getScheme()) && (https || !RedirectUris.isLoopback(url.getHost()))) {
            throw new InvalidClient("The client's JWKS URL must be https");
        }
    }
}
