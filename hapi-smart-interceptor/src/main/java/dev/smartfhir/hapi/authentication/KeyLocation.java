package dev.smartfhir.hapi.authentication;

import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Where an issuer's key set is: as configured, else as its OpenID or SMART metadata says.
 */
final class KeyLocation {

    private final IssuerProperties issuer;
    private final IssuerMetadata metadata;

    KeyLocation(IssuerProperties issuer, SecureUrl secureUrl, BoundedFetch fetch) {
        this.issuer = issuer;
        this.metadata = new IssuerMetadata(issuer, secureUrl, fetch);
    }

    /**
     * Finds it, with a request where it is not configured.
     *
     * @throws IOException where neither document can be read or has a usable {@code jwks_uri}
     */
    URI find() throws IOException {
        return issuer.jwksUri().isPresent() ? issuer.jwksUri().get()
                : metadata.find("jwks_uri", List.of(metadata.openid(), metadata.smart()));
    }
}
