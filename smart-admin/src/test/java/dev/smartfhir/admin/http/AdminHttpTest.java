package dev.smartfhir.admin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminHttpTest {

    private HttpServer server;
    private URI address;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void givesStatusBodyAndHeadersOfWhateverAnswer() throws Exception {
        server.createContext("/", exchange -> {
            byte[] body = "没有 nothing".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Seen", exchange.getRequestHeaders().getFirst("X-Sent"));
            exchange.sendResponseHeaders(418, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        AdminAnswer answer = http(5).get(address, Map.of("X-Sent", "this"));

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("没有 nothing");
        assertThat(answer.header("x-seen")).isEqualTo("this");
        assertThat(answer.header("absent")).isNull();
    }

    @Test
    void followsNoRedirect() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", address + "elsewhere");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 302 : 200, -1);
            exchange.close();
        });

        assertThat(http(5).get(address, Map.of()).status()).isEqualTo(302);
    }

    @Test
    void waitsNoLongerThanTheDeadlineForTheLastByte() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        });

        assertThatThrownBy(() -> http(1).get(address, Map.of())).isInstanceOf(ServerUnreachable.class)
                .hasMessage(address + " did not answer within 1 s.");
    }

    @Test
    void readsNoMoreThanTheLimit() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] megabyte = new byte[1024 * 1024];
            try {
                for (int i = 0; i < 9; i++) {
                    exchange.getResponseBody().write(megabyte);
                }
            } finally {
                exchange.close();
            }
        });

        assertThatThrownBy(() -> http(20).get(address, Map.of())).isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining("larger than " + AdminHttp.MOST_BYTES + " bytes");
    }

    @Test
    void saysThatThereIsNoServer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> http(5).get(URI.create("http://127.0.0.1:" + free + "/"), Map.of()))
                .isInstanceOf(ServerUnreachable.class).hasMessageStartingWith("There is no server at http://127.0.0.1");
    }

    @Test
    void refusesAFileOfCertificatesThatIsMissingEmptyOrSomethingElse(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path other = Files.writeString(folder.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nnone\n");

        assertThatThrownBy(() -> new AdminHttp(AdminHttp.DEADLINE, folder.resolve("none.pem")))
                .isInstanceOf(IOException.class).hasMessageStartingWith("There is no file ");
        assertThatThrownBy(() -> new AdminHttp(AdminHttp.DEADLINE, empty))
                .isInstanceOf(IOException.class).hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> new AdminHttp(AdminHttp.DEADLINE, other))
                .isInstanceOf(IOException.class).hasMessageContaining("something else than certificates");
    }

    private static AdminHttp http(int seconds) throws IOException {
        return new AdminHttp(Duration.ofSeconds(seconds), null);
    }
}
