package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import dev.smartfhir.testapp.HandClock;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.Properties;
import dev.smartfhir.testapp.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A FHIR server's side of introspection, and an issuer that answers as the test says. */
final class Introspecting implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofMillis(700);
    static final RSAKey KEY = Minting.rsa("k1");

    private static final ObjectMapper JSON = new ObjectMapper();

    final IssuerStub issuer = new IssuerStub(KEY);
    final HandClock clock = new HandClock();
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final TokenVerifier verifier;
    final VerifiedTokens tokens;

    Introspecting(String... more) {
        List<String> lines = new ArrayList<>(List.of("smart.fhir-base=" + TestServer.FHIR_BASE,
                "smart.issuers[0].issuer=" + issuer.issuer(),
                "smart.issuers[0].validation=introspection",
                "smart.issuers[0].introspection.client-id=fhir-server"));
        if (Arrays.stream(more).noneMatch(line -> line.contains("client-key"))) {
            lines.add("smart.issuers[0].introspection.client-secret=correct horse");
        }
        lines.addAll(List.of(more));
        SmartProperties properties = SmartProperties.from(Properties.yaml(lines.toArray(String[]::new)));
        verifier = new TokenVerifier(properties, new BoundedFetch(DEADLINE), clock, new AuthenticationListener() {
            @Override
            public void introspected(String of, Introspection result) {
                heard.add(of.equals(issuer.issuer()) ? result.name() : of);
            }
        });
        tokens = new VerifiedTokens(properties.tokenCacheSize(), verifier::verify, verifier::reused, clock);
        answers(active());
    }

    /** What a good endpoint tells of a good token. */
    Map<String, Object> active() {
        Map<String, Object> answer = new LinkedHashMap<>();
        long now = clock.instant().getEpochSecond();
        answer.put("active", true);
        answer.put("iss", issuer.issuer());
        answer.put("aud", TestServer.FHIR_BASE);
        answer.put("sub", "user-1");
        answer.put("client_id", "app");
        answer.put("scope", "patient/Patient.rs");
        answer.put("token_type", "Bearer");
        answer.put("iat", now);
        answer.put("exp", now + 300);
        answer.put("patient", "p1");
        return answer;
    }

    void answers(Map<String, Object> answer) {
        issuer.answerIntrospection(exchange -> reply(exchange, 200, "application/json", text(answer)));
    }

    void answers(int status, String type, String body) {
        issuer.answerIntrospection(exchange -> reply(exchange, status, type, body));
    }

    void answers(HttpHandler handler) {
        issuer.answerIntrospection(handler);
    }

    VerifiedToken verify(String token) {
        return tokens.verify(token);
    }

    /** The status with which a token is refused. */
    int refusal(String token) {
        return catchThrowableOfType(BaseServerResponseException.class, () -> verify(token)).getStatusCode();
    }

    /** A JWT that the issuer signed, and that says nothing wrong of itself. */
    String jwt() {
        return Minting.sign(KEY, JWSAlgorithm.RS256, Minting.claims(issuer.issuer()).build());
    }

    static String text(Map<String, Object> answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&")).map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        verifier.close();
        issuer.close();
    }
}
