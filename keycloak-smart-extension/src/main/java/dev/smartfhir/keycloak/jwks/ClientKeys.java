package dev.smartfhir.keycloak.jwks;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.security.PublicKey;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/**
 * Finds the key that an assertion names, among those registered for the client: at its JWKS URL, or in its inline JWK
 * Set (AUT-02, AUT-03, AUT-25). An assertion's {@code jku} is never followed.
 */
public final class ClientKeys {

    private final JwksCache cache = new JwksCache(Time::currentTime);

    /** The JWKS URL registered for the client, if it uses one. */
    public static Optional<String> registeredUrl(ClientModel client) {
        OIDCAdvancedConfigWrapper config = OIDCAdvancedConfigWrapper.fromClientModel(client);
        return config.isUseJwksUrl() ? Optional.ofNullable(config.getJwksUrl()).filter(url -> !url.isBlank())
                : Optional.empty();
    }

    /** @throws InvalidClient if there is no such key, or more than one */
    public PublicKey find(KeycloakSession session, ClientModel client, String kid, SigningAlgorithm algorithm)
            throws InvalidClient {
        return KeySelection.select(keys(session, client, kid), kid, algorithm);
    }

    private KeySet keys(KeycloakSession session, ClientModel client, String kid) throws InvalidClient {
        Optional<String> url = registeredUrl(client);
        if (url.isPresent()) {
            JwksUrl.requireProtected(url.get(), client.getRealm().getSslRequired());
            return cache.get(new JwksCache.Key(client.getRealm().getId(), client.getId(), url.get()), kid,
                    () -> JwksFetch.fetch(session.getProvider(HttpClientProvider.class).getHttpClient(), url.get()));
        }
        OIDCAdvancedConfigWrapper config = OIDCAdvancedConfigWrapper.fromClientModel(client);
        if (config.isUseJwksString() && config.getJwksString() != null) {
            return KeySet.read(config.getJwksString());
        }
        throw new InvalidClient("No JWKS is registered for this client");
    }
}
