package dev.smartfhir.hapi.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.smartfhir.hapi.config.InvalidSmartProperty;
import dev.smartfhir.testapp.PrivateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedAuthoritiesTest {

    @TempDir
    private static Path directory;
    private static PrivateAuthority authority;
    private static HttpsServer server;
    private static final AtomicReference<String> RECEIVED = new AtomicReference<>();

    @BeforeAll
    static void start() throws IOException {
        authority = PrivateAuthority.in(directory, "dns:localhost");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
        server.createContext("/", exchange -> {
            RECEIVED.set(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes());
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void trustsAServerWhoseAuthorityTheFileNames() throws IOException {
        assertThat(fetch(file("one.pem", authority.pem())).get(uri("localhost"))).asString().isEqualTo("{}");
    }

    @Test
    void trustsEachOfSeveralCertificatesInOneFile(@TempDir Path other) throws IOException {
        String pem = "The hospital's two authorities\n" + PrivateAuthority.in(other, "dns:localhost").pem()
                + "\n# the one of this server\n" + authority.pem();

        assertThat(fetch(file("two.pem", pem)).get(uri("localhost"))).asString().isEqualTo("{}");
    }

    @Test
    void sendsAFormWithCredentialsOverThisConnection() throws IOException {
        fetch(file("one.pem", authority.pem()))
                .post(uri("localhost"), "token=abc", Map.of("Authorization", "Basic eDp5"));

        assertThat(RECEIVED).hasValue("Basic eDp5 token=abc");
    }

    @Test
    void doesNotTrustItWithoutTheFile() {
        assertThatIOException().isThrownBy(() -> fetch(Optional.empty()).get(uri("localhost")))
                .withCauseInstanceOf(SSLException.class);
    }

    @Test
    void doesNotTrustItForAnotherAuthorityOfTheSameName(@TempDir Path other) throws IOException {
        Optional<Path> file = file("other.pem", PrivateAuthority.in(other, "dns:localhost").pem());

        assertThatIOException().isThrownBy(() -> fetch(file).get(uri("localhost")))
                .withCauseInstanceOf(SSLException.class);
    }

    @Test
    void doesNotTrustItUnderAnotherHostNameThanTheCertificateSays() throws IOException {
        Optional<Path> file = file("one.pem", authority.pem());

        assertThatIOException().isThrownBy(() -> fetch(file).get(uri("127.0.0.1")))
                .withCauseInstanceOf(SSLException.class).withStackTraceContaining("127.0.0.1");
    }

    @Test
    void stillTrustsTheAuthoritiesOfTheJvm() throws GeneralSecurityException, IOException {
        TrustManagerFactory jvm = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jvm.init((KeyStore) null);
        X509Certificate[] known = ((X509TrustManager) jvm.getTrustManagers()[0]).getAcceptedIssuers();

        List<X509Certificate> trusted = TrustedAuthorities.all(file("one.pem", authority.pem()).orElseThrow());

        assertThat(known).isNotEmpty();
        assertThat(trusted).contains(known).hasSize(known.length + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "nothing of the kind",
        "-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIB",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n"})
    void isRefusedAsAPropertyWhereTheFileHoldsNoCertificate(String content) throws IOException {
        Optional<Path> file = file("bad.pem", content);

        assertThatExceptionOfType(InvalidSmartProperty.class).isThrownBy(() -> TrustedAuthorities.context(file))
                .withMessageContaining("smart.trusted-certificates").withMessageContaining("bad.pem");
    }

    @Test
    void isRefusedAsAPropertyWhereOneOfSeveralIsBroken() throws IOException {
        Optional<Path> file = file("half.pem", authority.pem() + "-----BEGIN CERTIFICATE-----\nMIIB");

        assertThatExceptionOfType(InvalidSmartProperty.class).isThrownBy(() -> TrustedAuthorities.context(file));
    }

    private static BoundedFetch fetch(Optional<Path> file) {
        return new BoundedFetch(Duration.ofSeconds(5), TrustedAuthorities.context(file));
    }

    private static Optional<Path> file(String name, String content) throws IOException {
        return Optional.of(Files.writeString(directory.resolve(name), content));
    }

    private static URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/jwks");
    }
}
