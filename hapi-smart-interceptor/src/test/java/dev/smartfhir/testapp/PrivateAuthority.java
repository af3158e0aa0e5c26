package dev.smartfhir.testapp;

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

/** A certificate authority that nobody knows, and a server's certificate from it; made by the JDK's keytool. */
public final class PrivateAuthority {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private final Path store;

    private PrivateAuthority(Path store) {
        this.store = store;
    }

    /**
     * Makes both.
     *
     * @param directory where the files go
     * @param names the server's names as keytool writes them, such as {@code dns:localhost}
     */
    public static PrivateAuthority in(Path directory, String names) {
        Path store = directory.resolve("authority.p12");
        keytool(store, "ca", "-dname", "CN=Private test authority", "-ext", "bc:c");
        keytool(store, "server", "-dname", "CN=server", "-signer", "ca", "-ext", "san=" + names);
        return new PrivateAuthority(store);
    }

    /** The authority's certificate. */
    public String pem() {
        try {
            byte[] certificate = load().getCertificate("ca").getEncoded();
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a server that shows the certificate. */
    public SSLContext serverContext() {
        try {
            KeyStore only = KeyStore.getInstance("PKCS12");
            only.load(null, null);
            KeyStore both = load();
            only.setKeyEntry("server", both.getKey("server", PASSWORD), PASSWORD, both.getCertificateChain("server"));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(only, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() {
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(file, PASSWORD);
            return loaded;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String alias, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD),
                "-keyalg", "EC", "-validity", "2", "-alias", alias));
        command.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
