package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Client authentication with a private key, each rule on the real server (AUT-01 to AUT-32). */
@EndToEnd
class ClientAssertionIT {

    private static final String SCOPE = "system/Bundle.crs";

    private final Servers servers;

    ClientAssertionIT(Servers servers) {
        this.servers = servers;
    }

    static Stream<Arguments> broken() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                wrong("AUT-12 without typ", jwt -> jwt.withHeader("typ", null)),
                wrong("AUT-12 another typ", jwt -> jwt.withHeader("typ", "at+jwt")),
                wrong("AUT-12 an empty kid", jwt -> jwt.withHeader("kid", "")),
                wrong("AUT-13 a foreign jku", jwt -> jwt.withHeader("jku", "https://evil.example.org/jwks")),
                wrong("AUT-15 without iss", jwt -> jwt.withClaim("iss", null)),
                wrong("AUT-15 another iss", jwt -> jwt.withClaim("iss", "someone-else")),
                wrong("AUT-15 another sub", jwt -> jwt.withClaim("sub", "someone-else")),
                wrong("AUT-15 without sub", jwt -> jwt.withClaim("sub", null)),
                wrong("AUT-16 without aud", jwt -> jwt.withClaim("aud", null)),
                wrong("AUT-16 another aud", jwt -> jwt.withClaim("aud", "https://evil.example.org/token")),
                wrong("AUT-17 without exp", jwt -> jwt.withClaim("exp", null)),
                wrong("AUT-17 expired", jwt -> jwt.withClaim("exp", now - 60)),
                wrong("AUT-17 exp as text", jwt -> jwt.withClaim("exp", String.valueOf(now + 100))),
                wrong("AUT-17 exp with a fraction", jwt -> jwt.withClaim("exp", now + 100.5)),
                wrong("AUT-17 exp a day ahead", jwt -> jwt.withClaim("exp", now + 86_400)),
                wrong("AUT-17 exp a day ahead with iat",
                        jwt -> jwt.withClaim("exp", now + 86_400).withClaim("iat", now)),
                wrong("AUT-17 exp ten minutes ahead with iat",
                        jwt -> jwt.withClaim("exp", now + 900).withClaim("iat", now)),
                wrong("nbf in the future", jwt -> jwt.withClaim("nbf", now + 600)),
                wrong("iat in the future", jwt -> jwt.withClaim("iat", now + 600)),
                wrong("AUT-18 without jti", jwt -> jwt.withClaim("jti", null)),
                wrong("AUT-18 an endless jti", jwt -> jwt.withClaim("jti", "j".repeat(300))),
                wrong("AUT-26 an unknown kid", jwt -> jwt.withHeader("kid", "unknown")),
                wrong("another algorithm of the same family", jwt -> jwt.withHeader("alg", "ES256")),
                wrong("an algorithm of another family", jwt -> jwt.withHeader("alg", "RS384")),
                wrong("crit", jwt -> jwt.withHeader("crit", List.of("exp"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refusesAnAssertionThatBreaksARule(String rule, UnaryOperator<Jwt> change) {
        BackendService hospital = hospital();

        assertRefused(hospital.requestToken(SCOPE, change.apply(hospital.assertion()).signedBy(hospital.key())),
                401, "invalid_client");
    }

    @Test
    void refusesSeveralAudiences() {
        BackendService hospital = hospital();
        Jwt assertion = hospital.assertion().withClaim("aud",
                List.of(hospital.tokenEndpoint().toString(), "https://other.example.org/token"));

        assertRefused(hospital.requestToken(SCOPE, assertion.signedBy(hospital.key())), 401, "invalid_client");
    }

    @Test
    void refusesTheSignatureOfAnotherKeyWithTheSameKid() {
        ClientKey registered = ClientKey.es384("k");
        BackendService hospital = servers.clients().backendService(registered, SCOPE);

        assertRefused(hospital.requestToken(SCOPE, hospital.assertion().signedBy(ClientKey.es384("k"))),
                401, "invalid_client");
    }

    @Test
    void refusesAnUnsignedAssertion() {
        BackendService hospital = hospital();

        assertRefused(hospital.requestToken(SCOPE, hospital.assertion().withHeader("kid", hospital.key().keyId())
                .unsigned()), 401, "invalid_client");
    }

    @Test
    void refusesAnHmacOverThePublicKey() throws JOSEException {
        ClientKey key = ClientKey.rs384();
        BackendService hospital = servers.clients().backendService(key, SCOPE);
        byte[] publicKey = ((RSAKey) key.jwk()).toRSAPublicKey().getEncoded();

        assertRefused(hospital.requestToken(SCOPE, hospital.assertion().withHeader("kid", key.keyId())
                .signedBy(JWSAlgorithm.HS256, new MACSigner(publicKey))), 401, "invalid_client");
    }

    @Test
    void refusesATamperedAssertion() {
        BackendService hospital = hospital();
        String[] parts = hospital.assertion().signedBy(hospital.key()).split("\\.");
        String other = hospital.assertion().signedBy(hospital.key()).split("\\.")[1];

        assertRefused(hospital.requestToken(SCOPE, parts[0] + "." + other + "." + parts[2]), 401, "invalid_client");
    }

    @Test
    void refusesAReplayAndNothingElseOfThatClient() {
        BackendService hospital = hospital();
        String assertion = hospital.assertion().signedBy(hospital.key());

        assertGranted(hospital.requestToken(SCOPE, assertion), SCOPE);
        assertRefused(hospital.requestToken(SCOPE, assertion), 401, "invalid_client");
        assertGranted(hospital.requestToken(SCOPE), SCOPE);
    }

    @Test
    void aFailedAssertionDoesNotUseUpItsJti() {
        BackendService hospital = hospital();
        Jwt assertion = hospital.assertion();

        assertRefused(hospital.requestToken(SCOPE, assertion.signedBy(ClientKey.es384(hospital.key().keyId()))),
                401, "invalid_client");
        assertGranted(hospital.requestToken(SCOPE, assertion.signedBy(hospital.key())), SCOPE);
    }

    @Test
    void twoClientsMayUseTheSameJti() {
        for (BackendService client : List.of(hospital(), hospital())) {
            String assertion = client.assertion().withClaim("jti", "the-same").signedBy(client.key());
            assertGranted(client.requestToken(SCOPE, assertion), SCOPE);
        }
    }

    @Test
    void takesFiveMinutesWithAndWithoutIatAndBothAlgorithms() {
        for (ClientKey key : List.of(ClientKey.rs384(), ClientKey.es384())) {
            BackendService hospital = servers.clients().backendService(key, SCOPE);
            long now = Instant.now().getEpochSecond();
            Jwt assertion = hospital.assertion().withClaim("exp", now + 300);

            assertGranted(hospital.requestToken(SCOPE, assertion.signedBy(key)), SCOPE);
            assertGranted(hospital.requestToken(SCOPE, assertion.withClaim("iat", now).withClaim("jti", "2")
                    .signedBy(key)), SCOPE);
        }
    }

    @Test
    void refusesAnAlgorithmThatIsNotTheOneFixedForTheClient() {
        ClientKey key = ClientKey.es384();
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet())
                .put("token.endpoint.auth.signing.alg", "RS384");
        BackendService hospital = servers.clients().backendService(client, key, SCOPE);

        assertRefused(hospital.requestToken(SCOPE), 401, "invalid_client");
    }

    @Test
    void refusesADisabledClient() {
        BackendService hospital = hospital();
        ObjectNode client = servers.clients().read(hospital.clientId());
        servers.clients().write(client.put("enabled", false));

        assertRefused(hospital.requestToken(SCOPE), 401, "invalid_client");
    }

    @Test
    void refusesAnUnknownClient() {
        BackendService nobody = new BackendService("nobody", ClientKey.es384(), servers.tokenEndpoint());

        assertRefused(nobody.requestToken(SCOPE), 401, "invalid_client");
    }

    @ParameterizedTest
    @MethodSource("withoutAssertion")
    void refusesARequestWithoutAProperAssertion(Map<String, String> form) {
        Map<String, String> all = new java.util.HashMap<>(form);
        all.putAll(Map.of("grant_type", "client_credentials", "scope", SCOPE, "client_id", hospital().clientId()));

        assertRefused(new Http().post(servers.tokenEndpoint(), all), 401, "invalid_client");
    }

    static Stream<Map<String, String>> withoutAssertion() {
        return Stream.of(Map.of(), Map.of("client_secret", "guess"),
                Map.of("client_assertion_type", BackendService.JWT_BEARER),
                Map.of("client_assertion_type", BackendService.JWT_BEARER, "client_assertion", "nonsense"),
                Map.of("client_assertion_type", BackendService.JWT_BEARER, "client_assertion", "a.b.c"),
                Map.of("client_assertion_type", "something", "client_assertion", "a.b.c"));
    }

    @Test
    void refusesHttpBasicForAClientWithAPrivateKey() {
        String credentials = java.util.Base64.getEncoder()
                .encodeToString((hospital().clientId() + ":guess").getBytes());
        HttpAnswer answer = new Http().send("POST", servers.tokenEndpoint(), Map.of(
                "Authorization", "Basic " + credentials, "Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&scope=system%2FBundle.crs");

        assertRefused(answer, 401, "invalid_client");
    }

    @Test
    void refusesAnAssertionTypeThatIsAnother() {
        BackendService hospital = hospital();
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", SCOPE,
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
                "client_assertion", hospital.assertion().signedBy(hospital.key()));

        assertRefused(new Http().post(servers.tokenEndpoint(), form), 401, "invalid_client");
    }

    private BackendService hospital() {
        return servers.clients().backendService(SCOPE);
    }

    private static Arguments wrong(String rule, UnaryOperator<Jwt> change) {
        return Arguments.of(rule, change);
    }
}
