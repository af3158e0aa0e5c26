package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of client authentication hold at every endpoint that an app calls (AUT-12 to AUT-32, SYM-01). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppAuthenticationIT {

    private static final String[] CEILINGS = {"patient/*.rs", "online_access"};
    private static final String SCOPE = "patient/*.rs online_access";

    private final Servers servers;
    private Person person;
    private TestApp withKey;
    private TestApp withSecret;

    AppAuthenticationIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void registerApps() {
        person = Person.create(servers, "Patient/pat-1");
        withKey = TestApp.withKey(servers, CEILINGS);
        withSecret = TestApp.withSecret(servers, CEILINGS);
    }

    static Stream<Arguments> endpoints() {
        return Stream.of("/protocol/openid-connect/token", "/protocol/openid-connect/revoke",
                "/protocol/openid-connect/ext/par/request", "/smart/introspect").map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBadAssertionIsInvalidClientEverywhere(String path) {
        BackendService signer = signer();
        long now = Instant.now().getEpochSecond();
        String good = signer.assertion().signedBy(withKey.key());
        assertThat(send(path, good).status()).as(path).isNotEqualTo(401);
        assertInvalidClient(path, send(path, good));
        assertInvalidClient(path, send(path, good.substring(0, good.length() - 6) + "AAAAAA"));
        for (Jwt bad : new Jwt[] {signer.assertion().withClaim("exp", now + 600),
            signer.assertion().withClaim("exp", now - 60),
            signer.assertion().withClaim("aud", "https://other.example.org/token"),
            signer.assertion().withClaim("iss", "someone"), signer.assertion().withClaim("jti", null),
            signer.assertion().withHeader("jku", "https://evil.example.org/jwks")}) {
            assertInvalidClient(path, send(path, bad.signedBy(withKey.key())));
        }
        assertInvalidClient(path, new Http().post(URI.create(servers.issuer() + path), form(Map.of("client_id",
                withKey.clientId()))));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anAssertionMayBeMadeForTheEndpointItIsPostedToOrTheTokenUrl(String path) {
        String own = servers.issuer() + path;
        for (String audience : new String[] {own, servers.tokenEndpoint().toString(), servers.issuer().toString()}) {
            HttpAnswer answer = send(path, signer().assertion().withClaim("aud", audience).signedBy(withKey.key()));

            assertThat(answer.status()).as(path + " " + audience + " " + answer.body()).isNotEqualTo(401);
            assertThat(answer.body()).doesNotContain("invalid_client");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aWrongSecretIsInvalidClientEverywhere(String path) {
        assertInvalidClient(path, new Http().post(URI.create(servers.issuer() + path),
                form(Map.of("client_id", withSecret.clientId(), "client_secret", "wrong"))));
        assertInvalidClient(path, new Http().post(URI.create(servers.issuer() + path),
                form(Map.of("client_id", withSecret.clientId()))));
    }

    @Test
    void aSecretIsTakenByBasicAndInTheForm() {
        HttpAnswer basic = person.authorize(withSecret, SCOPE).exchange();
        assertThat(basic.status()).isEqualTo(200);

        HttpAnswer form = new Http().post(servers.tokenEndpoint(), Map.of("grant_type", "refresh_token",
                "refresh_token", basic.text("refresh_token"), "client_id", withSecret.clientId(),
                "client_secret", servers.admin().get("/clients/" + withSecret.id() + "/client-secret").text("value")));
        assertThat(form.status()).as(form.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "refresh"})
    void oneAssertionServesOneRequestOnly(String kind) {
        AppRequest request = withKey.request(SCOPE);
        Person.Authorization authorized = person.authorize(withKey, request);
        Map<String, String> form = new HashMap<>();
        if (kind.equals("code")) {
            form.putAll(Map.of("grant_type", "authorization_code", "redirect_uri", TestApp.REDIRECT,
                    "code", Browser.parameter(authorized.redirect(), "code"), "code_verifier", request.verifier()));
        } else {
            form.putAll(Map.of("grant_type", "refresh_token",
                    "refresh_token", authorized.exchange().text("refresh_token")));
        }
        form.put("client_assertion_type", BackendService.JWT_BEARER);
        form.put("client_assertion", signer().assertion().signedBy(withKey.key()));

        HttpAnswer first = new Http().post(servers.tokenEndpoint(), form);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertRefused(new Http().post(servers.tokenEndpoint(), form), 401, "invalid_client");
        if (kind.equals("code")) {
            assertThat(withKey.refresh(first.text("refresh_token")).status()).isEqualTo(200);
        }
    }

    private BackendService signer() {
        return new BackendService(withKey.clientId(), withKey.key(), servers.tokenEndpoint());
    }

    private HttpAnswer send(String path, String assertion) {
        return new Http().post(URI.create(servers.issuer() + path), form(Map.of(
                "client_assertion_type", BackendService.JWT_BEARER, "client_assertion", assertion)));
    }

    /** Well-formed for each endpoint, so that only authentication is at stake. */
    private Map<String, String> form(Map<String, String> credentials) {
        Map<String, String> form = new HashMap<>(Map.of("token", "unknown", "grant_type", "refresh_token",
                "refresh_token", "unknown"));
        form.putAll(credentials);
        return form;
    }

    private static void assertInvalidClient(String path, HttpAnswer answer) {
        assertThat(answer.text("error")).as(path + " " + answer.body()).isEqualTo("invalid_client");
        assertThat(answer.status()).as(path).isEqualTo(401);
    }
}
