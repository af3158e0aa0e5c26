package dev.smartfhir.endtoend.introspection;

import static dev.smartfhir.endtoend.introspection.Introspection.asBearer;
import static dev.smartfhir.endtoend.introspection.Introspection.ask;
import static dev.smartfhir.endtoend.introspection.Introspection.assertActive;
import static dev.smartfhir.endtoend.introspection.Introspection.assertInactive;
import static dev.smartfhir.endtoend.introspection.Introspection.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may introspect, and whose tokens (INT-11 to INT-13, D-18, D-29). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerIT {

    private final Servers servers;
    private TestApp publicApp;
    private HttpAnswer granted;
    private BackendService owner;
    private String ownersToken;

    CallerIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void issueTokens() {
        publicApp = TestApp.publicApp(servers, "patient/*.rs", "launch/patient", "fhirUser");
        granted = Person.create(servers, "Patient/pat-1").authorize(publicApp, "openid patient/*.rs").exchange();
        owner = servers.clients().backendService("system/Bundle.crs");
        ownersToken = owner.accessToken("system/Bundle.crs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer a b", "Bearer nonsense", "DPoP nonsense", "Negotiate abc",
        "Basic", "Basic bm8=", "Basic bm86bm8="})
    void refusesWhoeverDoesNotProveHimself(String header) {
        HttpAnswer answer = ask(servers, ownersToken, header.isEmpty() ? Map.of() : Map.of("Authorization", header));

        assertChallenged(answer);
    }

    @Test
    void refusesAPublicClientWithoutABearerToken() {
        HttpAnswer answer = publicApp.post(endpoint(servers), Map.of("token", granted.text("access_token")));

        assertChallenged(answer);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    @Test
    void refusesAWrongSecretAndAnAssertionOfAnother() {
        TestApp secret = TestApp.withSecret(servers, "__introspect");
        String basic = Base64.getEncoder().encodeToString((secret.clientId() + ":wrong")
                .getBytes(StandardCharsets.UTF_8));
        assertChallenged(ask(servers, ownersToken, Map.of("Authorization", "Basic " + basic)));

        String assertion = owner.assertion().withClaim("sub", secret.clientId()).signedBy(owner.key());
        assertChallenged(new Http().post(endpoint(servers), Map.of("token", ownersToken,
                "client_assertion_type", BackendService.JWT_BEARER, "client_assertion", assertion)));
    }

    @Test
    void refusesWhatIsNoAccessTokenAsBearer() {
        for (String bearer : List.of(granted.text("id_token"), ownersToken + "x",
                granted.text("access_token").replaceAll("\\.[^.]*$", "."))) {
            HttpAnswer answer = asBearer(servers, bearer, ownersToken);

            assertChallenged(answer);
            assertThat(answer.text("error")).isEqualTo("invalid_token");
            assertThat(answer.headers().allValues("WWW-Authenticate")).anyMatch(challenge ->
                    challenge.startsWith("Bearer ") && challenge.contains("error=\"invalid_token\""));
        }
    }

    @Test
    void refusesABearerTokenForAnotherAudience() {
        HttpAnswer admin = new Http().post(URI.create(servers.issuer().toString()
                .replace("/realms/smart", "/realms/master") + "/protocol/openid-connect/token"),
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", "admin"));
        assertChallenged(asBearer(servers, admin.text("access_token"), ownersToken));

        ObjectNode stock = servers.clients().confidential();
        servers.clients().create(stock.put("clientAuthenticatorType", "client-secret").put("secret", "correct-horse"));
        String token = new Http().post(servers.tokenEndpoint(), Map.of("grant_type", "client_credentials",
                "client_id", stock.get("clientId").asText(), "client_secret", "correct-horse")).text("access_token");
        assertChallenged(asBearer(servers, token, token));
    }

    @Test
    void withoutTheScopeACallerSeesItsOwnTokensOnly() {
        BackendService other = servers.clients().backendService("system/Bundle.crs");
        String othersToken = other.accessToken("system/Bundle.crs");

        assertActive(other.post(endpoint(servers), Map.of("token", othersToken)));
        assertInactive(other.post(endpoint(servers), Map.of("token", ownersToken)));
        assertInactive(other.post(endpoint(servers), Map.of("token", granted.text("access_token"))));
        assertActive(asBearer(servers, othersToken, othersToken));
        assertInactive(asBearer(servers, othersToken, ownersToken));
        assertInactive(other.post(Introspection.stockEndpoint(servers), Map.of("token", ownersToken)));
    }

    @Test
    void withTheScopeABearerTokenSeesTheTokensOfEveryClient() {
        BackendService reader = servers.clients().backendService("__introspect");
        HttpAnswer asked = reader.requestToken("__introspect system/Bundle.crs");
        assertThat(asked.text("scope")).isEqualTo("__introspect");

        assertActive(asBearer(servers, asked.text("access_token"), ownersToken));
        assertActive(asBearer(servers, asked.text("access_token"), granted.text("access_token")));
        assertInactive(asBearer(servers, asked.text("access_token"), granted.text("id_token")));
    }

    @Test
    void aBearerTokenThatDidNotAskForTheScopeDoesNotHaveIt() {
        BackendService reader = servers.clients().backendService("__introspect", "system/Bundle.crs");

        assertInactive(asBearer(servers, reader.accessToken("system/Bundle.crs"), ownersToken));
    }

    @Test
    void withTheCeilingAClientSeesTheTokensOfEveryClientByEveryMethod() {
        BackendService key = servers.clients().backendService("__introspect");
        TestApp secret = TestApp.withSecret(servers, "__introspect");

        assertActive(key.post(endpoint(servers), Map.of("token", ownersToken)));
        assertActive(secret.post(endpoint(servers), Map.of("token", ownersToken)));
        assertActive(new Http().post(endpoint(servers), Map.of("token", granted.text("access_token"),
                "client_id", secret.clientId(), "client_secret", secretOf(secret))));
        assertActive(secret.post(Introspection.stockEndpoint(servers), Map.of("token", ownersToken)));

        servers.clients().removeOptional(secret.id(), "__introspect");
        assertInactive(secret.post(endpoint(servers), Map.of("token", ownersToken)));
    }

    @Test
    void anAppsUserTokenIntrospectsByTheScopeToo() {
        TestApp app = TestApp.publicApp(servers, "patient/*.rs", "__introspect");
        Person user = Person.create(servers, "Patient/pat-3");
        String with = user.authorize(app, "patient/*.rs __introspect").exchange().text("access_token");
        String without = user.authorize(app, "patient/*.rs").exchange().text("access_token");

        assertActive(asBearer(servers, with, ownersToken));
        assertInactive(asBearer(servers, without, ownersToken));
        assertActive(asBearer(servers, without, with));
    }

    @Test
    void aTakenCeilingTakesTheBearerTokensPower() {
        BackendService reader = servers.clients().backendService("__introspect");
        String bearer = reader.accessToken("__introspect");
        servers.clients().removeOptional(servers.clients().idOf(reader.clientId()), "__introspect");

        assertChallenged(asBearer(servers, bearer, ownersToken));
    }

    @Test
    void refusesRepeatedAndMissingParametersAndTwoKindsOfAuthentication() {
        assertThat(owner.post(endpoint(servers), Map.of()).text("error")).isEqualTo("invalid_request");
        assertThat(owner.post(endpoint(servers), Map.of("token", "")).status()).isEqualTo(400);
        HttpAnswer twice = new Http().send("POST", endpoint(servers), Map.of("Authorization", "Bearer " + ownersToken,
                "Content-Type", "application/x-www-form-urlencoded"), "token=a&token=b");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(new Http().send("POST", endpoint(servers), Map.of("Authorization", "Bearer " + ownersToken,
                "Content-Type", "application/x-www-form-urlencoded"),
                "token=a&client_id=x&client_secret=y").status()).isEqualTo(401);
        assertThat(new Http().send("GET", endpoint(servers), Map.of(), null).status()).isEqualTo(405);
    }

    private String secretOf(TestApp app) {
        return servers.admin().get("/clients/" + app.id() + "/client-secret").text("value");
    }

    private static void assertChallenged(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.text("error")).isIn("invalid_client", "invalid_token");
        assertThat(answer.text("error_description")).isNotBlank();
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .anyMatch(challenge -> challenge.startsWith("Bearer realm="))
                .anyMatch(challenge -> challenge.startsWith("Basic realm="));
        assertThat(answer.json().has("active")).isFalse();
    }
}
