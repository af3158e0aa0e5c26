package dev.smartfhir.admin.fhir.transport;

import dev.smartfhir.admin.http.TrustedCertificates;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * Reads the certificate that a server shows, where it is trusted; where it is not, every other check says so.
 */
public final class PeerCertificate {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient client;

    /**
     * Sets whom to trust.
     *
     * @param trustedCertificates a PEM file of authorities to trust besides the JVM's; {@code null} for none
     * @throws IOException with a sentence, where that file cannot be used
     */
    public PeerCertificate(Path trustedCertificates) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(DEADLINE)
                .proxy(ProxySelector.getDefault()).version(HttpClient.Version.HTTP_1_1);
        if (trustedCertificates != null) {
            builder.sslContext(TrustedCertificates.in(trustedCertificates));
        }
        this.client = builder.build();
    }

    /**
     * The server's own certificate.
     *
     * @param origin an https URL
     * @return empty where there is no trusted connection
     */
    Optional<X509Certificate> of(URI origin) {
        HttpRequest request = HttpRequest.newBuilder(origin).timeout(DEADLINE)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
        try {
            Optional<SSLSession> session = client.send(request, BodyHandlers.discarding()).sslSession();
            return session.isEmpty() || !(session.get().getPeerCertificates()[0] instanceof X509Certificate own)
                    ? Optional.empty() : Optional.of(own);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
