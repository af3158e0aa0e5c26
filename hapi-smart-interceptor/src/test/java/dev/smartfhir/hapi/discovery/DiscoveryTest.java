package dev.smartfhir.hapi.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String PATH = "/fhir/.well-known/smart-configuration";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static IssuerStub issuer;
    private static TestServer server;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(Minting.rsa("k"));
        server = TestServer.enforcing(issuer);
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "X-None: x", "Accept: */*", "Accept: application/fhir+xml", "Accept: text/html", "Accept: image/png",
        "Accept: application/fhir+json;fhirVersion=5.0", "Authorization: Bearer garbage", "Origin: https://a.example"
    })
    void servesTheIssuersDocumentAsJsonWhateverIsAccepted(String header) throws Exception {
        RawHttp.Answer answer = RawHttp.get(server.port(), PATH, header);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValueSatisfying(type ->
                assertThat(type).isEqualToIgnoringCase("application/json;charset=UTF-8"));
        assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(issuer.goodConfiguration()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?_format=xml", "?_format=html/xml", "?_pretty=true", "?x"})
    void ignoresTheQuery(String query) {
        assertThat(RawHttp.get(server.port(), PATH + query).header("Content-Type").orElseThrow())
                .startsWith("application/json");
    }

    @Test
    void answersHeadAndOptions() {
        RawHttp.Answer head = RawHttp.send(server.port(), "HEAD", PATH);
        RawHttp.Answer options = RawHttp.send(server.port(), "OPTIONS", PATH,
                "Origin: https://a.example", "Access-Control-Request-Method: GET");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(Integer.parseInt(head.header("Content-Length").orElseThrow())).isPositive();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Access-Control-Allow-Methods").orElseThrow()).contains("GET");
        assertThat(options.headers("Access-Control-Allow-Origin")).containsExactly("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void canOnlyBeRead(String method) {
        RawHttp.Answer answer = RawHttp.send(server.port(), method, PATH, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").orElseThrow()).contains("GET");
    }

    @Test
    void answers503UntilThereIsAFirstCopyAndThenKeepsTheLastGoodOne() throws Exception {
        try (IssuerStub late = new IssuerStub(Minting.rsa("k")); TestServer waiting = TestServer.enforcing(late)) {
            late.setAway(true);
            RawHttp.Answer before = RawHttp.get(waiting.port(), PATH);
            assertThat(before.status()).isEqualTo(503);
            assertThat(before.header("Retry-After")).isPresent();
            assertThat(before.body()).contains("OperationOutcome").contains("authorization-server-unavailable");
            assertThat(before.headers("Access-Control-Allow-Origin")).containsExactly("*");

            late.setAway(false);
            Thread.sleep(DiscoveryDocument.BETWEEN_ATTEMPTS.plusMillis(200).toMillis());
            assertThat(RawHttp.get(waiting.port(), PATH).status()).isEqualTo(200);

            late.setAway(true);
            assertThat(RawHttp.get(waiting.port(), PATH).status()).isEqualTo(200);
        }
    }
}
