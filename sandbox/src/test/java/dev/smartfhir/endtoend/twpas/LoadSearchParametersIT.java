package dev.smartfhir.endtoend.twpas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code twpas/load-search-parameters} on a server that has them, that refuses, and that never takes them up. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadSearchParametersIT {

    private final String base;
    private final BackendService client;

    LoadSearchParametersIT(Servers servers) {
        base = servers.fhirBase().toString();
        client = servers.clients().backendService("system/*.cruds", "system/SearchParameter.cu");
    }

    @Test
    void changesNothingWhenRunAgainWithTheTokenInTheEnvironmentOrOnStandardInput() {
        String token = client.accessToken("system/SearchParameter.cu");
        for (LoadScript run : List.of(
                LoadScript.run(Map.of("FHIR_TOKEN", token), "", base),
                LoadScript.run(Map.of(), token + "\n", "--token-stdin", base + "/"))) {
            assertThat(run.output()).contains("The server uses all 3.").doesNotContain(token, "HTTP 201");
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void saysWhichScopeAndPropertyAreMissing() {
        String token = client.accessToken("system/*.cu");
        LoadScript run = LoadScript.run(Map.of("FHIR_TOKEN", token), "", base);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("HTTP 403", "system/SearchParameter.cu", "smart.privileged-writes")
                .doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not.a.token"})
    void saysThatATokenIsNeeded(String token) {
        LoadScript run = LoadScript.run(Map.of("FHIR_TOKEN", token), "", base);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("HTTP 401", "FHIR_TOKEN");
    }

    @Test
    void saysThatNobodyAnswers() {
        LoadScript run = LoadScript.run(Map.of(), "", "http://localhost:" + FreePort.find() + "/fhir");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("does not answer");
    }

    @ParameterizedTest
    @CsvSource({"--nonsense, ''", "ftp://example.org/fhir, ''", "http://user@example.org/fhir, ''",
            "http://localhost/fhir?x=1, ''", "--token-stdin, ''", "--token-stdin, 'a\"\nurl = \"http://x'",
            "--token-stdin, 'two words'"})
    void refusesWrongUse(String argument, String input) {
        assertThat(LoadScript.run(Map.of(), input, argument).exitCode()).isEqualTo(2);
    }

    @Test
    void saysThatTheServerHasNotTakenThemUpAndAsksForThatWithoutTheToken() throws IOException {
        List<String> seen = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getRequestBody().readAllBytes();
                byte[] body = "{\"resourceType\":\"CapabilityStatement\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            LoadScript run = LoadScript.run(Map.of("FHIR_TOKEN", "abc", "TWPAS_WAIT", "1"), "",
                    "http://localhost:" + server.getAddress().getPort() + "/fhir");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.output()).contains("3 of 3 are stored, but not yet in use after 1 seconds.");
        } finally {
            server.stop(0);
        }
        assertThat(seen).contains("PUT /fhir/SearchParameter/Claim-func-type Bearer abc", "GET /fhir/metadata null");
    }
}
