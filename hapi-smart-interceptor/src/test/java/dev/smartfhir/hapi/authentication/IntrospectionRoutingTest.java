package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which issuer judges a token, and which tokens nobody is asked about. */
class IntrospectionRoutingTest {

    private static final RSAKey STRANGER = Minting.rsa("stranger");

    private final IssuerStub signing = new IssuerStub(STRANGER);
    private final Introspecting server = new Introspecting("smart.issuers[1].issuer=" + signing.issuer());

    @AfterEach
    void stop() {
        server.close();
        signing.close();
    }

    @Test
    void asksAboutAnOpaqueTokenAndAboutAJwtOfTheIssuer() {
        assertThat(server.verify("opaque").clientId()).isEqualTo("app");
        assertThat(server.verify(server.jwt()).clientId()).isEqualTo("app");
        assertThat(server.verify("YWJj.e30.e30").clientId()).as("no JOSE header").isEqualTo("app");

        assertThat(server.issuer.introspections()).isEqualTo(3);
    }

    @Test
    void trustsTheAnswerAndNotTheClaimsOfTheJwt() {
        String token = sign(Minting.claims(server.issuer.issuer()).claim("scope", "system/*.cruds")
                .claim("patient", "p2").claim("azp", "another").subject("another"));

        VerifiedToken verified = server.verify(token);

        assertThat(verified.scopes().toString()).isEqualTo("patient/Patient.rs");
        assertThat(verified.claims()).containsEntry("patient", "p1").doesNotContainKey("azp");
        assertThat(verified.subject()).isEqualTo("user-1");
    }

    @Test
    void aJwtThatSaysLittleOfItselfIsGoodByTheAnswer() {
        String light = sign(new JWTClaimsSet.Builder().issuer(server.issuer.issuer()).claim("typ", "Bearer"));

        assertThat(server.verify(light).scopes().toString()).isEqualTo("patient/Patient.rs");
    }

    @Test
    void verifiesAJwtOfAnotherIssuerItselfAndShowsItToNobody() {
        String good = Minting.sign(STRANGER, JWSAlgorithm.RS256, Minting.claims(signing.issuer()).build());

        assertThat(server.verify(good).clientId()).isEqualTo("hospital");
        for (String damaged : new String[] {good + "x", good.substring(0, good.lastIndexOf('.')), good + ".e30",
            good + ".e30.e30", good.substring(0, good.lastIndexOf('.') + 1)}) {
            assertThat(server.refusal(damaged)).as(damaged).isEqualTo(401);
        }
        assertThat(server.issuer.introspections()).isZero();
    }

    static Stream<Arguments> plainlyBad() {
        Instant now = Instant.now();
        return Stream.of(
                bad("expired", good -> sign(good.issueTime(null).expirationTime(Date.from(now.minusSeconds(60))))),
                bad("not valid yet", good -> sign(good.notBeforeTime(Date.from(now.plusSeconds(600))))),
                bad("refresh token", good -> sign(good.claim("typ", "Refresh"))),
                bad("ID token", good -> sign(good.claim("typ", "ID"))),
                bad("logout event", good -> sign(good.claim("events", Map.of()))),
                bad("bound to a key", good -> sign(good.claim("cnf", Map.of("jkt", "x")))),
                bad("another kind of JWT", good -> Minting.sign(Introspecting.KEY, new JWSHeader.Builder(
                        JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt")).keyID("k1"), good.build())),
                bad("unknown critical header", good -> Minting.sign(Introspecting.KEY, new JWSHeader.Builder(
                        JWSAlgorithm.RS256).keyID("k1").criticalParams(java.util.Set.of("x")).customParam("x", 1),
                        good.build())),
                bad("signed by a stranger", good -> Minting.sign(STRANGER, JWSAlgorithm.RS256, good.build())),
                bad("signed by a stranger under the issuer's key id", good -> Minting.sign(Minting.rsa("k1"),
                        JWSAlgorithm.RS256, good.build())),
                bad("changed", good -> {
                    String[] parts = sign(good).split("\\.");
                    return parts[0] + "." + Base64URL.encode(good.claim("scope", "system/*.cruds").build().toString())
                            + "." + parts[2];
                }),
                bad("unsigned", good -> new PlainJWT(good.build()).serialize()),
                bad("no issuer", good -> sign(good.issuer(null))),
                bad("another issuer", good -> sign(good.issuer("https://evil.example.org"))),
                bad("payload that is no JSON", good -> sign(good).replaceAll("\\..*\\.", ".AAAA.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plainlyBad")
    void refusesAJwtThatIsPlainlyBadWithoutAsking(String what, Function<JWTClaimsSet.Builder, String> token) {
        assertThat(server.refusal(token.apply(Minting.claims(server.issuer.issuer())))).isEqualTo(401);

        assertThat(server.issuer.introspections()).isZero();
    }

    @Test
    void asksAboutAJwtWhereTheIssuerPublishesNoKeys() {
        try (Introspecting keyless = new Introspecting("smart.issuers[0].jwks-uri=http://localhost:1/certs")) {
            for (int i = 0; i < 4; i++) {
                String token = Minting.sign(STRANGER, JWSAlgorithm.RS256,
                        Minting.claims(keyless.issuer.issuer()).jwtID("t" + i).build());
                assertThat(keyless.verify(token).clientId()).isEqualTo("app");
            }
            assertThat(keyless.issuer.introspections()).isEqualTo(4);
        }
    }

    @Test
    void refusesAnOpaqueTokenWhereSeveralIssuersCouldHaveIssuedIt() {
        try (Introspecting two = new Introspecting("smart.issuers[1].issuer=" + signing.issuer(),
                "smart.issuers[1].validation=introspection", "smart.issuers[1].introspection.client-id=a",
                "smart.issuers[1].introspection.client-secret=b")) {
            assertThat(two.refusal("opaque")).isEqualTo(401);
            assertThat(two.verify(two.jwt()).clientId()).isEqualTo("app");
            assertThat(two.issuer.introspections()).isEqualTo(1);
            assertThat(signing.introspections()).isZero();
        }
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        return Minting.sign(Introspecting.KEY, JWSAlgorithm.RS256, claims.build());
    }

    private static Arguments bad(String what, Function<JWTClaimsSet.Builder, String> token) {
        return arguments(what, token);
    }
}
