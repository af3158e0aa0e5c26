package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.SecondIssuer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at the FHIR server: the 401 family, and the bound on a second issuer (D-16, D-21, D-29). */
@EndToEnd
class AuthenticationIT {

    private static final String SCOPE = "system/ClaimResponse.rs";

    private final Servers servers;
    private final FhirClient fhir;
    private final StubIssuer issuer;

    AuthenticationIT(Servers servers) {
        this.servers = servers;
        this.fhir = servers.fhir();
        this.issuer = servers.secondIssuer();
    }

    static Stream<Arguments> tokensThatAreNotGood() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                refused("expired", token -> token.withClaim("exp", now - 60)),
                refused("without an expiry", token -> token.withClaim("exp", null)),
                refused("not valid yet", token -> token.withClaim("nbf", now + 120)),
                refused("issued in the future", token -> token.withClaim("iat", now + 120)),
                refused("for another audience", token -> token.withClaim("aud", "https://fhir.example.org/fhir")),
                refused("for a longer audience", token -> token.withClaim("aud", token.claims().get("aud") + "/evil")),
                refused("for no audience", token -> token.withClaim("aud", null)),
                refused("of an unknown issuer", token -> token.withClaim("iss", "https://evil.example.org")),
                refused("of no issuer", token -> token.withClaim("iss", null)),
                refused("of the other issuer's name", token -> token.withClaim("iss", "http://localhost/realms/smart")),
                refused("with an unknown key id", token -> token.withHeader("kid", "nobody")),
                refused("that is an ID token", token -> token.withHeader("typ", "JWT").withClaim("typ", "ID")),
                refused("that is a refresh token", token -> token.withHeader("typ", "JWT").withClaim("typ", "Refresh")),
                refused("that is an offline one", token -> token.withHeader("typ", "JWT").withClaim("typ", "Offline")),
                refused("that does not say what it is", token -> token.withHeader("typ", "JWT")),
                refused("that is bound to a key", token -> token.withClaim("cnf", Map.of("jkt", "x"))),
                refused("with a critical header", token -> token.withHeader("crit", List.of("b64"))),
                refused("that names no client", token -> token.withClaim("azp", null).withClaim("client_id", null)));
    }

    private static Arguments refused(String name, Function<Jwt, Jwt> change) {
        return arguments(name, change);
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("tokensThatAreNotGood")
    void refusesWith401(String name, Function<Jwt, Jwt> change) {
        assertInvalid(change.apply(issuer.accessToken(servers.fhirBase(), SCOPE)).signedBy(issuer.key()));
    }

    @Test
    void refusesATokenThatIsNotSigned() {
        assertInvalid(issuer.accessToken(servers.fhirBase(), SCOPE).unsigned());
    }

    @Test
    void refusesATokenSignedWithAnotherKeyOfTheSameId() {
        assertInvalid(issuer.accessToken(servers.fhirBase(), SCOPE).signedBy(ClientKey.es384(issuer.key().keyId())));
    }

    @Test
    void refusesATokenMadeWithThePublicKeyAsASecret() throws JOSEException {
        byte[] secret = issuer.key().jwk().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertInvalid(issuer.accessToken(servers.fhirBase(), SCOPE).withHeader("kid", issuer.key().keyId())
                .signedBy(JWSAlgorithm.HS256, new MACSigner(secret)));
    }

    @Test
    void refusesATokenWhoseScopeWasChangedAfterwards() {
        String[] parts = issuer.token(servers.fhirBase(), SCOPE).split("\\.");
        String more = Base64URL.from(parts[1]).decodeToString().replace(SCOPE, "system/*.cruds");
        assertInvalid(parts[0] + "." + Base64URL.encode(more) + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-token", "not.a.token", "eyJhbGciOiJub25lIn0..", "%20%20%20%20", "0000000000"})
    void refusesWhatIsNoToken(String token) {
        assertInvalid(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic dXNlcjpwYXNz", "DPoP abc"})
    void withoutABearerTokenTheChallengeNamesNoError(String authorization) {
        HttpAnswer answer = authorization.isEmpty()
                ? fhir.get("/ClaimResponse", null)
                : fhir.send("GET", "/ClaimResponse", null, null, Map.of("Authorization", authorization));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"fhir\"");
        assertOneIssueWithDetails(answer);
    }

    @Test
    void letsATokenOfEitherIssuerInAndBoundsTheSecondOne() {
        URI base = servers.fhirBase();
        BackendService reviewer = servers.clients().backendService("system/Organization.rs", SCOPE);

        assertThat(fhir.get("/Organization", reviewer.accessToken("system/Organization.rs")).status()).isEqualTo(200);
        assertThat(fhir.get("/ClaimResponse", issuer.token(base, SCOPE)).status()).isEqualTo(200);
        assertThat(SecondIssuer.MAX_SCOPES).doesNotContain("Organization");
        assertThat(fhir.get("/Organization", issuer.token(base, "system/*.cruds")).status()).isEqualTo(403);
        assertThat(fhir.get("/ClaimResponse", issuer.token(base, "system/*.cruds")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/*.cruds?unknown=active", "user/*.cruds", "system/ClaimResponse.rs?patient.name=x",
        "openid fhirUser launch/patient", "system/ClaimResponse.sr", ""})
    void aTokenWithoutAScopeThatGrantsAnythingOpensNothing(String scope) {
        String token = issuer.accessToken(servers.fhirBase(), scope).withClaim("patient", "demo-patient-a1")
                .signedBy(issuer.key());

        assertThat(fhir.get("/ClaimResponse", token).status()).isEqualTo(403);
        assertThat(fhir.get("/Patient/demo-patient-a1", token).status()).isEqualTo(403);
    }

    private void assertInvalid(String token) {
        HttpAnswer answer = fhir.get("/ClaimResponse", token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"fhir\", error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain(token);
        assertOneIssueWithDetails(answer);
    }

    private static void assertOneIssueWithDetails(HttpAnswer answer) {
        assertThat(answer.text("resourceType")).isEqualTo("OperationOutcome");
        assertThat(answer.json().path("issue")).hasSize(1);
        assertThat(answer.json().at("/issue/0/details/text").asText()).isNotBlank();
    }
}
