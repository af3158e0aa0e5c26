package dev.smartfhir.endtoend.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test, and a certificate from it for {@code localhost}; made by the JDK's keytool. */
final class PrivateAuthority {

    static final String PASSWORD = "changeit";
    private static final char[] CHARACTERS = PASSWORD.toCharArray();

    private final Path directory;
    private final KeyStore server;
    private final KeyStore authority;

    PrivateAuthority(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Path store = directory.resolve("both.p12");
            Files.deleteIfExists(store);
            keytool(store, "ca", "-dname", "CN=Private test authority", "-ext", "bc:c");
            keytool(store, "server", "-dname", "CN=localhost", "-signer", "ca", "-ext", "san=dns:localhost");
            KeyStore both = empty();
            try (InputStream in = Files.newInputStream(store)) {
                both.load(in, CHARACTERS);
            }
            server = empty();
            server.setKeyEntry("server", both.getKey("server", CHARACTERS), CHARACTERS,
                    both.getCertificateChain("server"));
            authority = empty();
            authority.setCertificateEntry("ca", both.getCertificate("ca"));
            write();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The authority's certificate, in PEM. */
    Path trusted() {
        return directory.resolve("ca.pem");
    }

    /** The server's certificate, in PEM. */
    Path certificate() {
        return directory.resolve("server.pem");
    }

    /** The server's private key, in PEM. */
    Path key() {
        return directory.resolve("server.key");
    }

    /** Certificate and private key, in PKCS #12. */
    Path keyStore() {
        return directory.resolve("server.p12");
    }

    /** TLS with this certificate, trusting this authority only. */
    SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(server, CHARACTERS);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write() throws IOException, GeneralSecurityException {
        pem(trusted(), "CERTIFICATE", authority.getCertificate("ca").getEncoded());
        pem(certificate(), "CERTIFICATE", server.getCertificate("server").getEncoded());
        pem(key(), "PRIVATE KEY", server.getKey("server", CHARACTERS).getEncoded());
        try (var out = Files.newOutputStream(keyStore())) {
            server.store(out, CHARACTERS);
        }
    }

    private static void pem(Path file, String what, byte[] bytes) throws IOException {
        Files.writeString(file, "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(bytes) + "\n-----END " + what + "-----\n");
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void keytool(Path store, String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
                "-keyalg", "RSA", "-keysize", "2048", "-validity", "30", "-alias", alias));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(output);
        }
    }
}
