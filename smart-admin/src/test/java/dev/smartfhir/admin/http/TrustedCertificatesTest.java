package dev.smartfhir.admin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;
    private static HttpsServer server;
    private static Path own;
    private static Path others;

    @BeforeAll
    static void startServer() throws Exception {
        KeyStore store = certificate("server");
        own = pem(store, "server");
        others = pem(certificate("others"), "others");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    @Test
    void trustsAServerWhoseCertificateIsInTheFile() throws Exception {
        assertThat(new AdminHttp(AdminHttp.DEADLINE, own).get(at("localhost"), Map.of()).status()).isEqualTo(204);
    }

    @Test
    void trustsNobodyElseAndNoOtherName() {
        assertRefused(null, "localhost");
        assertRefused(others, "localhost");
        assertRefused(own, "127.0.0.1");
    }

    private static void assertRefused(Path trusted, String host) {
        assertThatThrownBy(() -> new AdminHttp(AdminHttp.DEADLINE, trusted).get(at(host), Map.of()))
                .isInstanceOf(ServerUnreachable.class).hasMessageContaining("--trusted-certificates");
    }

    private static URI at(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    }

    private static KeyStore certificate(String alias) throws Exception {
        Path file = folder.resolve(alias + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD),
                "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", "SAN=DNS:localhost")
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path pem(KeyStore store, String alias) throws Exception {
        return Files.writeString(folder.resolve(alias + ".pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(store.getCertificate(alias).getEncoded())
                + "\n-----END CERTIFICATE-----\n");
    }
}
