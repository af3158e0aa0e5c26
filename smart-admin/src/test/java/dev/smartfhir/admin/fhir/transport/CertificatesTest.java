package dev.smartfhir.admin.fhir.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminHttp;
import dev.smartfhir.admin.report.Finding;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;
    private static HttpsServer server;
    private static Path trusted;

    @BeforeAll
    static void start() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD),
                "-alias", "server", "-keyalg", "EC", "-dname", "CN=server", "-ext", "SAN=DNS:localhost",
                "-validity", "30").redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        trusted = Files.writeString(folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"0, certificate, 29", "10, certificate, 19", "20, certificate-expires, 9", "29, certificate-expires, 0"})
    void saysForHowManyDaysTheCertificateIsGoodAndWarnsInTime(int days, String code, int left) throws Exception {
        Findings findings = new Findings();

        new Certificates(new PeerCertificate(trusted), Clock.offset(Clock.systemUTC(), Duration.ofDays(days)))
                .examine(server(), findings);

        List<Finding> found = findings.report().findings();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).code()).isEqualTo(code);
        assertThat(found.get(0).text()).isEqualTo("Its certificate is good for " + left + " more days.");
    }

    @Test
    void readsNoCertificateThatIsNotTrusted() throws Exception {
        assertThat(new PeerCertificate(null).of(server().base())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://fhir.example.org/fhir, encrypted",
        "http://localhost:8080/fhir, encrypted",
        "http://127.0.0.9:8080/fhir, encrypted",
        "http://fhir.example.org/fhir, plain-http",
        "http://localhost.example.org/fhir, plain-http",
        "http://10.0.0.1/fhir, plain-http"
    })
    void takesHttpForSafeOnTheMachineItselfOnly(URI base, String code) throws Exception {
        Findings findings = new Findings();

        new Encrypted().examine(new FhirServer(base, new AdminHttp(AdminHttp.DEADLINE, null)), findings);

        assertThat(findings.has(code)).isTrue();
    }

    private static FhirServer server() throws Exception {
        return new FhirServer(URI.create("https://localhost:" + server.getAddress().getPort() + "/fhir"),
                new AdminHttp(AdminHttp.DEADLINE, trusted));
    }
}
