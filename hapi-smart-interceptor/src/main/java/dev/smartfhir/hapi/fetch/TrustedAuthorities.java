package dev.smartfhir.hapi.fetch;

import dev.smartfhir.hapi.config.InvalidSmartProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose TLS certificates are good when this server calls an authorization server: those of the JVM's own authorities,
 * and of the ones that {@code smart.trusted-certificates} names.
 *
 * <p>The file is PEM with one or more X.509 certificates. What a certificate has to say besides, the host name first
 * of all, is checked as ever.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-5">RFC 7468, section 5</a>
 */
public final class TrustedAuthorities {

    private static final String PROPERTY = "smart.trusted-certificates";

    private TrustedAuthorities() {
    }

    /**
     * The context for every outbound TLS connection of the JAR.
     *
     * @param file the PEM file; empty for the JVM's own authorities alone
     * @throws InvalidSmartProperty where the file cannot be read, holds no certificate, or anything that is none
     */
    public static SSLContext context(Optional<Path> file) {
        try {
            if (file.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore both = KeyStore.getInstance(KeyStore.getDefaultType());
            both.load(null, null);
            for (X509Certificate authority : all(file.get())) {
                both.setCertificateEntry("authority-" + both.size(), authority);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(both), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JVM cannot make TLS connections", e);
        }
    }

    static List<X509Certificate> all(Path file) throws GeneralSecurityException {
        List<X509Certificate> all = new ArrayList<>(jvmAuthorities());
        for (Certificate authority : read(file)) {
            all.add((X509Certificate) authority);
        }
        return all;
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new InvalidSmartProperty(PROPERTY, "holds no certificate: " + file
                        + "; it has to be a PEM file with -----BEGIN CERTIFICATE-----");
            }
            return found;
        } catch (CertificateException e) {
            throw new InvalidSmartProperty(PROPERTY, "holds something that is not a PEM certificate: " + file);
        } catch (IOException e) {
            throw new InvalidSmartProperty(PROPERTY, "has to be a file that this server can read: " + file);
        }
    }

    private static List<X509Certificate> jvmAuthorities() throws GeneralSecurityException {
        for (TrustManager manager : trustManagers(null)) {
            if (manager instanceof X509TrustManager authorities) {
                return List.of(authorities.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static TrustManager[] trustManagers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
