package dev.smartfhir.admin.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.admin.SmartAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HealthCommandTest {

    private final StringWriter errors = new StringWriter();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    HealthCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().add("Location", "/200");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void endsWithZeroAndInSilenceWhereTheAnswerIs200() {
        assertThat(health(url("/200"))).isZero();
        assertThat(errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 401, 404, 500, 503})
    void endsWithOneWhereTheAnswerIsAnythingElse(int status) {
        assertThat(health(url("/" + status))).isEqualTo(1);
        assertThat(errors.toString()).contains("answers " + status);
        assertThat(requests).hasValue(1);
    }

    @Test
    void endsWithOneWhereNobodyListens() {
        String url = url("/200");
        server.stop(0);
        assertThat(health(url)).isEqualTo(1);
        assertThat(errors.toString()).contains("does not answer").doesNotContain("\tat ");
    }

    @Test
    void endsWithOneWhereTheAnswerDoesNotComeInTime() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Instant began = Instant.now();
            assertThat(health("--timeout", "1", "http://127.0.0.1:" + mute.getLocalPort() + "/")).isEqualTo(1);
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "/actuator/health", "file:///etc/hostname", "ftp://localhost/", "http:///",
        "ht tp://localhost/"})
    void endsWithTwoWhereItIsNoUrl(String url) {
        assertThat(health(url)).isEqualTo(2);
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "61", "soon"})
    void endsWithTwoWhereTheTimeLimitIsNone(String timeout) {
        assertThat(health("--timeout", timeout, url("/200"))).isEqualTo(2);
        assertThat(requests).hasValue(0);
    }

    @Test
    void endsWithTwoWithoutUrl() {
        assertThat(health()).isEqualTo(2);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private int health(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "health";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new CommandLine(new SmartAdmin()).setErr(new PrintWriter(errors, true)).execute(all);
    }
}
