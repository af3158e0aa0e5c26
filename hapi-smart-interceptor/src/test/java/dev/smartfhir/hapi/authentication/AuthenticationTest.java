package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

    private static final RSAKey RSA = Minting.rsa("rsa");
    private static final ECKey EC256 = Minting.ec(Curve.P_256, "ec256");
    private static final ECKey EC384 = Minting.ec(Curve.P_384, "ec384");
    private static final RSAKey SECOND = Minting.rsa("second");
    private static IssuerStub issuer;
    private static IssuerStub second;
    private static TestServer server;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(RSA, EC256, EC384);
        second = new IssuerStub(SECOND);
        server = TestServer.enforcing(issuer,
                "smart.issuers[1].issuer=" + second.issuer(),
                "smart.issuers[1].max-scopes=system/ClaimResponse.rs system/Patient.r",
                "smart.issuers[1].accept-untyped-tokens=true");
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
        second.close();
    }

    @BeforeEach
    void forget() {
        server.recorder().forget();
    }

    @ParameterizedTest
    @CsvSource({"RS256, rsa", "RS384, rsa", "RS512, rsa", "PS256, rsa", "PS384, rsa", "ES256, ec256", "ES384, ec384"})
    void acceptsEveryAsymmetricAlgorithmOfTheDefaultList(String algorithm, String kid) {
        JWK key = List.<JWK>of(RSA, EC256, EC384).stream()
                .filter(candidate -> candidate.getKeyID().equals(kid)).findFirst().orElseThrow();

        assertAccepted(Minting.sign(key, JWSAlgorithm.parse(algorithm), good().build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://fhir.example.org/fhir", "https://fhir.example.org/fhir/", "HTTPS://FHIR.EXAMPLE.ORG/fhir"
    })
    void comparesTheAudienceAsD16Says(String audience) {
        assertAccepted(rs256(good().audience(List.of("account", audience))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "Bearer  "})
    void takesTheSchemeInAnyCase(String scheme) {
        get("Authorization: " + scheme + " " + rs256(good()));

        assertThat(server.recorder().token()).isPresent();
    }

    @Test
    void leavesTheVerifiedTokenWithTheRequest() {
        assertAccepted(rs256(good().claim("client_id", "his").claim("scope", "system/Patient.rs garbage openid")));

        VerifiedToken token = server.recorder().token().orElseThrow();
        assertThat(token.issuer()).isEqualTo(issuer.issuer());
        assertThat(token.clientId()).isEqualTo("his");
        assertThat(token.subject()).isEqualTo("service-account-hospital");
        assertThat(token.scopes().toString().split(" ")).containsExactlyInAnyOrder("system/Patient.rs", "openid");
        assertThat(token.claims()).containsEntry("azp", "hospital");
        assertThat(token.toString()).doesNotContain("service-account-hospital").doesNotContain("jti");
    }

    @Test
    void readsAScopeClaimThatIsAnArray() {
        assertAccepted(rs256(good().claim("scope", List.of("system/Bundle.c", "system/Patient.r"))));

        assertThat(server.recorder().token().orElseThrow().scopes().resourceScopes()).hasSize(2);
    }

    @Test
    void doesNotReadSeveralScopesOutOfOneElementOfAnArray() {
        assertAccepted(rs256(good().claim("scope", List.of("system/Bundle.c system/Patient.r", "system/Claim.r"))));

        assertThat(server.recorder().token().orElseThrow().scopes().toString()).isEqualTo("system/Claim.r");
    }

    @Test
    void grantsNothingToATokenWithoutScope() {
        assertAccepted(rs256(good().claim("scope", null)));

        assertThat(server.recorder().token().orElseThrow().scopes().isEmpty()).isTrue();
    }

    @Test
    void acceptsATokenThatOnlyItsHeaderCallsAnAccessToken() {
        assertAccepted(Minting.sign(RSA, new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt")).keyID("rsa"), good().claim("typ", null).build()));
    }

    @Test
    void toleratesAFewSecondsOfClockDifference() {
        Instant now = Instant.now();

        Date ahead = Date.from(now.plusSeconds(2));
        assertAccepted(rs256(good().issueTime(ahead).notBeforeTime(ahead)));
        assertAccepted(rs256(good().issueTime(null).expirationTime(Date.from(now.minusSeconds(1)))));
    }

    @Test
    void boundsTheScopesOfAnIssuerByItsMaxScopes() {
        assertAccepted(Minting.sign(SECOND, JWSAlgorithm.RS256, Minting.claims(second.issuer())
                .claim("scope", "system/*.cruds patient/Patient.r").build()));

        assertThat(server.recorder().token().orElseThrow().scopes().toString().split(" "))
                .containsExactlyInAnyOrder("system/ClaimResponse.rs", "system/Patient.r");
    }

    @Test
    void takesUntypedTokensOfTheIssuerForWhichTheOperatorSaidSo() {
        assertAccepted(Minting.sign(SECOND, JWSAlgorithm.RS256,
                Minting.claims(second.issuer()).claim("typ", null).build()));
    }

    @Test
    void refusesAnUntypedTokenWithTheNonceOfAnIdToken() {
        get("Authorization: Bearer " + Minting.sign(SECOND, JWSAlgorithm.RS256,
                Minting.claims(second.issuer()).claim("typ", null).claim("nonce", "n").build()));

        assertThat(server.recorder().passed()).isFalse();
    }

    @Test
    void refusesATokenOfOneIssuerSignedWithTheKeyOfAnother() {
        RawHttp.Answer answer = get("Authorization: Bearer "
                + Minting.sign(SECOND, JWSAlgorithm.RS256, good().build()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(server.recorder().passed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET, /fhir/metadata, 200", "HEAD, /fhir/metadata, 200", "OPTIONS, /fhir, 200",
        "OPTIONS, /fhir/metadata, 405", "OPTIONS, /fhir/Patient, 400", "POST, /fhir/metadata, 401"})
    void leavesTheCapabilityStatementOpen(String method, String path, int status) {
        RawHttp.Answer answer = RawHttp.send(server.port(), method, path, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(server.recorder().token()).isEmpty();
    }

    private static JWTClaimsSet.Builder good() {
        return Minting.claims(issuer.issuer());
    }

    private static String rs256(JWTClaimsSet.Builder claims) {
        return Minting.sign(RSA, JWSAlgorithm.RS256, claims.build());
    }

    private static void assertAccepted(String token) {
        RawHttp.Answer answer = get("Authorization: Bearer " + token);

        assertThat(answer.status()).as(answer.body()).isNotEqualTo(401);
        assertThat(server.recorder().token()).isPresent();
    }

    private static RawHttp.Answer get(String header) {
        return RawHttp.get(server.port(), "/fhir/Patient", header);
    }
}
