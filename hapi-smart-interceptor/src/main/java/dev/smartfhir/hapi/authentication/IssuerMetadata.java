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
 * The URLs that an issuer's OpenID and SMART metadata name.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID discovery</a>
 */
public final class IssuerMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IssuerProperties issuer;
    private final SecureUrl secureUrl;
    private final BoundedFetch fetch;

    /**
     * Prepares, without a request.
     */
    public IssuerMetadata(IssuerProperties issuer, SecureUrl secureUrl, BoundedFetch fetch) {
        this.issuer = issuer;
        this.secureUrl = secureUrl;
        this.fetch = fetch;
    }

    /** Where the OpenID document is. */
    public URI openid() {
        return URI.create(issuer.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration");
    }

    /** Where the SMART document is. */
    public URI smart() {
        return issuer.discoveryUri();
    }

    /**
     * Reads a URL out of the first document that has it.
     *
     * @param member the name of the member
     * @param documents where to look, in this order
     * @throws IOException where no document can be read or has a usable URL
     */
    public URI find(String member, List<URI> documents) throws IOException {
        IOException failure = new IOException("no " + member + " in the metadata of " + issuer.issuer());
        for (URI document : documents) {
            try {
                return find(member, document);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private URI find(String member, URI metadata) throws IOException {
        JsonNode document = JSON.readTree(fetch.get(metadata));
        JsonNode named = document.path("issuer");
        if (!named.isMissingNode() && !issuer.issuer().equals(named.asText())) {
            throw new IOException(metadata + " is the document of another issuer");
        }
        JsonNode location = document.path(member);
        if (!location.isTextual()) {
            throw new IOException(metadata + " has no " + member);
        }
        return secureUrl.read(location.asText()).orElseThrow(() ->
                new IOException(metadata + " has a " + member + " that is not an absolute https URL"));
    }
}
