package dev.smartfhir.hapi.authentication.introspection;

import dev.smartfhir.hapi.authentication.IssuerMetadata;
import dev.smartfhir.hapi.config.IntrospectionProperties;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Where an issuer's introspection endpoint is: as configured, else as its SMART or OpenID metadata says.
 */
final class EndpointLocation {

    private final IntrospectionProperties configured;
    private final IssuerMetadata metadata;
    private volatile URI known;

    EndpointLocation(IntrospectionProperties configured, IssuerMetadata metadata) {
        this.configured = configured;
        this.metadata = metadata;
        this.known = configured.uri().orElse(null);
    }

    /**
     * The endpoint, with a request for metadata where it is not known.
     *
     * @throws IOException where neither document can be read or has a usable {@code introspection_endpoint}
     */
    URI find() throws IOException {
        URI uri = known;
        if (uri == null) {
            uri = metadata.find("introspection_endpoint", List.of(metadata.smart(), metadata.openid()));
            known = uri;
        }
        return uri;
    }

    /** Has the metadata read again, because the endpoint that they named is no good. */
    void doubt() {
        known = configured.uri().orElse(null);
    }
}
