package dev.smartfhir.keycloak.authorization.endpoint;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.security.cert.X509Certificate;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/** An HTTP request whose form can be replaced by fewer parameters before stock code reads it. */
final class FilteredRequest implements HttpRequest {

    private final HttpRequest received;
    private MultivaluedMap<String, String> kept;

    FilteredRequest(HttpRequest received) {
        this.received = received;
    }

    void keepOnly(MultivaluedMap<String, String> parameters) {
        kept = parameters;
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return kept == null ? received.getDecodedFormParameters() : kept;
    }

    @Override
    public String getHttpMethod() {
        return received.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return received.getMultiPartFormParameters();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return received.getHttpHeaders();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return received.getClientCertificateChain();
    }

    @Override
    public UriInfo getUri() {
        return received.getUri();
    }

    @Override
    public boolean isProxyTrusted() {
        return received.isProxyTrusted();
    }
}
