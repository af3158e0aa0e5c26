package dev.smartfhir.endtoend.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browser apps call token and introspection endpoint from their registered origin, and see errors (DISC-33). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginIT {

    private static final String ORIGIN = "https://app.example.org";

    private final Servers servers;
    private TestApp app;
    private Person person;

    CrossOriginIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void registerAnOrigin() {
        app = TestApp.publicApp(servers, "patient/*.rs", "online_access");
        ObjectNode client = servers.clients().read(app.clientId());
        client.putArray("webOrigins").add(ORIGIN);
        servers.clients().write(client);
        person = Person.create(servers, "Patient/pat-1");
    }

    @Test
    void theRegisteredOriginReadsTokensAndErrors() {
        Person.Authorization authorized = person.authorize(app, "patient/*.rs online_access");
        String code = "grant_type=authorization_code&client_id=" + app.clientId() + "&redirect_uri="
                + Browser.encode(TestApp.REDIRECT) + "&code=" + Browser.parameter(authorized.redirect(), "code");

        HttpAnswer tokens = token(ORIGIN, code + "&code_verifier=" + authorized.request().verifier());
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertReadable(tokens);
        String refresh = "grant_type=refresh_token&client_id=" + app.clientId() + "&refresh_token="
                + tokens.text("refresh_token");
        assertReadable(token(ORIGIN, refresh + "&scope=patient/Nothing.rs"));
        assertReadable(token(ORIGIN, refresh));
        HttpAnswer replayed = token(ORIGIN, code + "&code_verifier=" + authorized.request().verifier());
        assertThat(replayed.status()).isEqualTo(400);
        assertReadable(replayed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "null", "https://app.example.org.evil.example"})
    void anotherOriginReadsNothing(String origin) {
        HttpAnswer answer = token(origin, "grant_type=refresh_token&client_id=" + app.clientId() + "&refresh_token=x");

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.status()).isNotEqualTo(200);
    }

    @Test
    void introspectionAnswersTheRegisteredOriginToo() {
        HttpAnswer tokens = person.authorize(app, "patient/*.rs").exchange();
        for (String token : new String[] {tokens.text("access_token"), "nonsense"}) {
            HttpAnswer answer = introspect(ORIGIN, tokens.text("access_token"), token);
            assertThat(answer.status()).isEqualTo(200);
            assertReadable(answer);
        }
        HttpAnswer refused = introspect(ORIGIN, "nonsense", "x");
        assertThat(refused.status()).isEqualTo(401);
        assertReadable(refused);
        assertThat(refused.header("Access-Control-Expose-Headers")).contains("WWW-Authenticate");
        assertThat(introspect("https://evil.example.org", tokens.text("access_token"), "x").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/protocol/openid-connect/token", "/smart/introspect"})
    void preflightIsAnswered(String path) {
        HttpAnswer answer = new Http().send("OPTIONS", URI.create(servers.issuer() + path), Map.of("Origin", ORIGIN,
                "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization"), null);

        assertThat(answer.status()).isEqualTo(200);
        assertReadable(answer);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.header("Access-Control-Allow-Headers")).containsIgnoringCase("Authorization");
    }

    private HttpAnswer token(String origin, String form) {
        return new Http().send("POST", servers.tokenEndpoint(),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Origin", origin), form);
    }

    private HttpAnswer introspect(String origin, String bearer, String token) {
        return new Http().send("POST", URI.create(servers.issuer() + "/smart/introspect"),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Origin", origin,
                        "Authorization", "Bearer " + bearer), "token=" + token);
    }

    private static void assertReadable(HttpAnswer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin")).as(answer.body()).isEqualTo(ORIGIN);
    }
}
