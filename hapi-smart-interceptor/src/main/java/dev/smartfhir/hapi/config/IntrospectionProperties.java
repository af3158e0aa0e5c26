package dev.smartfhir.hapi.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the tokens of one issuer are asked about at its introspection endpoint.
 *
 * @param uri where the endpoint is; empty where the issuer's metadata says so
 * @param clientId the client as which this server asks
 * @param clientSecret its secret; empty where it has a key
 * @param clientKey a file with its private key as a JWK; empty where it has a secret
 * @param cache for how long an answer counts, and so the longest time until a revocation is noticed
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
public record IntrospectionProperties(
        Optional<URI> uri, String clientId, Optional<String> clientSecret, Optional<Path> clientKey, Duration cache) {

    /**
     * Leaves out the secret.
     */
    @Override
    public String toString() {
        return "IntrospectionProperties[clientId=" + clientId + ", cache=" + cache + "]";
    }
}
