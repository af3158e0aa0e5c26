package dev.smartfhir.endtoend.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {

    @ParameterizedTest
    @CsvSource({"200, true", "403, false", "500, false"})
    void isThereWhereItsPingIsAnswered(int status, boolean there) throws IOException {
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/_ping", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        engine.start();
        assertThat(Engine.answers(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort())))
                .isEqualTo(there);
        engine.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///no/such/socket", "tcp://127.0.0.1:1", "npipe:////./pipe/docker_engine", "",
        "tcp://", "no address at all", "unix://"})
    void isNotThereWhereNobodyListens(String host) {
        assertThat(Engine.answers(Map.of("DOCKER_HOST", host))).isFalse();
    }

    @Test
    void isGivenUpAfterTwoSecondsWhereItDoesNotAnswer() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Instant began = Instant.now();
            assertThat(Engine.answers(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + mute.getLocalPort()))).isFalse();
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
        }
    }
}
