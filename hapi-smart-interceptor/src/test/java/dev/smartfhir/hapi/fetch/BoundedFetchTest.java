package dev.smartfhir.hapi.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BoundedFetchTest {

    private final BoundedFetch fetch = new BoundedFetch(Duration.ofMillis(700));
    private final AtomicInteger followed = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/good", exchange -> {
            followed.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes());
            exchange.close();
        });
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", "/good");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(new byte[BoundedFetch.MOST_BYTES + 1]);
            }
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    body.write(' ');
                    body.flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsADocument() throws IOException {
        assertThat(fetch.get(uri("/good"))).asString().isEqualTo("{}");
    }

    @Test
    void followsNoRedirect() {
        assertThatIOException().isThrownBy(() -> fetch.get(uri("/redirect"))).withMessageContaining("302");
        assertThat(followed).hasValue(0);
    }

    @Test
    void refusesALargeAnswer() {
        assertThatIOException().isThrownBy(() -> fetch.get(uri("/large"))).withMessageContaining("larger than");
    }

    @Test
    @Timeout(5)
    void doesNotWaitForAnAnswerThatComesByteByByte() {
        assertThatIOException().isThrownBy(() -> fetch.get(uri("/drip"))).withMessageContaining("did not answer");
    }

    @Test
    void saysThatNobodyAnswers() {
        URI uri = uri("/good");
        server.stop(0);

        assertThatIOException().isThrownBy(() -> fetch.get(uri));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }
}
