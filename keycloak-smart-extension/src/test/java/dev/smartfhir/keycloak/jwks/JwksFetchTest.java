package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JwksFetchTest {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @Timeout(20)
    void endsAfterFiveSecondsInAllHoweverSteadilyTheBytesDrip() throws IOException {
        server.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 30; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause(500);
            }
            exchange.close();
        });

        assertThat(refusedAfter()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    @Timeout(20)
    void endsAfterTwoSecondsWithoutAByte() throws IOException {
        server.createContext("/jwks", exchange -> {
            pause(6_000);
            exchange.close();
        });

        assertThat(refusedAfter()).isLessThan(Duration.ofSeconds(4));
    }

    private Duration refusedAfter() throws IOException {
        Instant start = Instant.now();
        try (CloseableHttpClient http = HttpClients.custom().disableAutomaticRetries().build()) {
            String url = "http://localhost:" + server.getAddress().getPort() + "/jwks";
            assertThatThrownBy(() -> JwksFetch.fetch(http, url)).isInstanceOf(InvalidClient.class)
                    .hasMessage("The client's JWKS could not be fetched");
        }
        return Duration.between(start, Instant.now());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
