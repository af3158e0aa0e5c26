package dev.smartfhir.hapi.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Where an issuer's key set is: as configured, else as its OpenID or SMART metadata says.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID discovery</a>
 */
final class KeyLocation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IssuerProperties issuer;
    private final SecureUrl secureUrl;
    private final BoundedFetch fetch;

    KeyLocation(IssuerProperties issuer, SecureUrl secureUrl, BoundedFetch fetch) {
        this.issuer = issuer;
        this.secureUrl = secureUrl;
        this.fetch = fetch;
    }

    /**
     * Finds it, with a request where it is not configured.
     *
     * @throws IOException where neither document can be read or has a usable {@code jwks_uri}
     */
    URI find() throws IOException {
        if (issuer.jwksUri().isPresent()) {
            return issuer.jwksUri().get();
        }
        URI openid = URI.create(issuer.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration");
        IOException failure = new IOException("no jwks_uri in the metadata of " + issuer.issuer());
        for (URI metadata : List.of(openid, issuer.discoveryUri())) {
            try {
                return find(metadata);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private URI find(URI metadata) throws IOException {
        JsonNode document = JSON.readTree(fetch.get(metadata));
        JsonNode named = document.path("issuer");
        if (!named.isMissingNode() && !issuer.issuer().equals(named.asText())) {
            throw new IOException(metadata + " is the document of another issuer");
        }
        JsonNode location = document.path("jwks_uri");
        if (!location.isTextual()) {
            throw new IOException(metadata + " has no jwks_uri");
        }
        return secureUrl.read(location.asText())
                .orElseThrow(() -> new IOException(metadata + " has a jwks_uri that is not an absolute https URL"));
    }
}
