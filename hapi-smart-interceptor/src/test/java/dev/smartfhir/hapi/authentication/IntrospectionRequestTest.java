package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the question is put: where, in which form, and as whom. */
class IntrospectionRequestTest {

    private static final String TOKEN = "opaque+token/~==";

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void postsAFormWithTheTokenAndTheHintByBasicAuthenticationInFormEncoding() {
        try (Introspecting server = new Introspecting("smart.issuers[0].introspection.client-id=fhir:server",
                "smart.issuers[0].introspection.client-secret=a b:c%\u00e9")) {
            listen(server);
            server.verify(TOKEN);

            Asked question = asked.get(0);
            assertThat(question.method()).isEqualTo("POST");
            assertThat(question.type()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(question.accept()).isEqualTo("application/json");
            assertThat(question.form()).containsExactlyInAnyOrderEntriesOf(
                    Map.of("token", TOKEN, "token_type_hint", "access_token"));
            assertThat(new String(Base64.getDecoder().decode(question.authorization().substring("Basic ".length())),
                    StandardCharsets.US_ASCII)).isEqualTo("fhir%3Aserver:a+b%3Ac%25%C3%A9");
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa, , RS384", "rsa, PS384, PS384", "P-256, , ES256", "P-384, , ES384", "P-521, , ES512"})
    void signsAnAssertionOfItsOwnForEachQuestion(String kind, String algorithm, String expected)
            throws IOException, ParseException, JOSEException {
        JWK key = key(kind, algorithm);
        try (Introspecting server = withKey(key)) {
            listen(server);
            server.verify("one");
            server.verify("two");

            Set<String> ids = new HashSet<>();
            for (Asked question : asked) {
                assertThat(question.authorization()).isNull();
                assertThat(question.form()).containsEntry("client_id", "fhir-server")
                        .containsEntry("client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
                SignedJWT assertion = SignedJWT.parse(question.form().get("client_assertion"));
                assertThat(assertion.verify(verifier(key))).isTrue();
                assertThat(assertion.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(expected));
                assertThat(assertion.getHeader().getKeyID()).isEqualTo("own");
                assertThat(assertion.getHeader().getType().getType()).isEqualTo("JWT");
                JWTClaimsSet claims = assertion.getJWTClaimsSet();
                assertThat(claims.getIssuer()).isEqualTo("fhir-server");
                assertThat(claims.getSubject()).isEqualTo("fhir-server");
                assertThat(claims.getAudience()).containsExactly(server.issuer.issuer());
                assertThat(Duration.between(server.clock.instant(), claims.getExpirationTime().toInstant()))
                        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
                assertThat(Base64.getUrlDecoder().decode(claims.getJWTID())).hasSize(16);
                ids.add(claims.getJWTID());
            }
            assertThat(ids).hasSize(2);
        }
    }

    @Test
    void findsTheEndpointInTheSmartMetadataAndElseInTheOpenIdMetadata() {
        try (Introspecting server = new Introspecting()) {
            assertThat(server.verify("one")).isNotNull();
        }
        try (Introspecting server = new Introspecting()) {
            server.issuer.publishConfiguration("{}");
            assertThat(server.refusal("one")).as("neither document names it").isEqualTo(503);
            assertThat(server.issuer.introspections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://introspection.example.org/introspect", "/introspect", "ftp://localhost/introspect",
        "https://a@localhost/introspect"})
    void followsNoMetadataToAnEndpointWithoutTls(String endpoint) {
        try (Introspecting server = new Introspecting()) {
            server.issuer.publishConfiguration("{\"introspection_endpoint\":\"" + endpoint + "\"}");
            assertThat(server.refusal("one")).isEqualTo(503);
        }
    }

    @Test
    void takesNoMetadataOfAnotherIssuer() {
        try (Introspecting server = new Introspecting()) {
            server.issuer.publishConfiguration("{\"issuer\":\"https://evil.example.org\",\"introspection_endpoint\":\""
                    + server.issuer.issuer() + "/introspect\"}");
            assertThat(server.refusal("one")).isEqualTo(503);
            assertThat(server.issuer.introspections()).isZero();
        }
    }

    @Test
    void asksWhereItIsToldToWhateverTheMetadataSay() {
        try (IssuerStub elsewhere = new IssuerStub(); Introspecting server = new Introspecting(
                "smart.issuers[0].introspection.uri=" + elsewhere.issuer() + "/introspect")) {
            elsewhere.answerIntrospection(exchange -> Introspecting.reply(exchange, 200, "application/json",
                    Introspecting.text(server.active())));
            server.issuer.setAway(true);

            assertThat(server.verify("one")).isNotNull();
            assertThat(elsewhere.introspections()).isEqualTo(1);
            assertThat(server.issuer.introspections()).isZero();
        }
    }

    @Test
    void takesItsTokenNowhereElse() {
        try (IssuerStub elsewhere = new IssuerStub(); Introspecting server = new Introspecting()) {
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.issuer() + "/introspect");
                Introspecting.reply(exchange, 307, "application/json", "{}");
            });

            assertThat(server.refusal("one")).isEqualTo(503);
            assertThat(elsewhere.introspections()).isZero();
        }
    }

    @Test
    void asksAgainOverAFreshConnectionWhereTheOldOneWasLost() {
        try (Introspecting server = new Introspecting()) {
            server.answers(exchange -> {
                if (server.issuer.introspections() == 1) {
                    exchange.close();
                } else {
                    Introspecting.reply(exchange, 200, "application/json", Introspecting.text(server.active()));
                }
            });

            assertThat(server.verify("one")).isNotNull();
            assertThat(server.issuer.introspections()).isEqualTo(2);
        }
    }

    private void listen(Introspecting server) {
        server.answers(exchange -> {
            asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Accept"),
                    exchange.getRequestHeaders().getFirst("Authorization"), Introspecting.form(exchange)));
            Introspecting.reply(exchange, 200, "application/json;charset=UTF-8", Introspecting.text(server.active()));
        });
    }

    private Introspecting withKey(JWK key) throws IOException {
        Path file = Files.writeString(directory.resolve("key.json"), key.toJSONString());
        return new Introspecting("smart.issuers[0].introspection.client-key=" + file);
    }

    private static JWK key(String kind, String algorithm) {
        return kind.equals("rsa")
                ? new com.nimbusds.jose.jwk.RSAKey.Builder(Minting.rsa("own"))
                        .algorithm(algorithm == null ? null : JWSAlgorithm.parse(algorithm)).build()
                : Minting.ec(Curve.parse(kind), "own");
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier(key.toRSAKey());
    }

    private record Asked(String method, String type, String accept, String authorization, Map<String, String> form) {
    }
}
