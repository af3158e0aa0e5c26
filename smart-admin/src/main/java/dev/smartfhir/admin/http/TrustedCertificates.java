package dev.smartfhir.admin.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate authorities whose servers the command talks to: those of a PEM file, in addition to the JVM's own.
 */
public final class TrustedCertificates {

    private TrustedCertificates() {
    }

    /**
     * TLS that trusts the JVM's authorities and those of the file.
     *
     * @param pem X.509 certificates in PEM, one or more
     * @throws IOException with a sentence, where the file cannot be read or holds no certificate
     */
    public static SSLContext in(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("The file " + pem + " holds no certificate in PEM form.");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + count++, certificate);
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new EitherTrustManager(manager(null), manager(store))}, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("The file " + pem + " holds something else than certificates in PEM form.", e);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + pem + ".", e);
        }
    }

    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("This JVM has no X.509 trust manager");
    }
}
