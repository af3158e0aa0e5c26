package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed request objects (RFC 9101): the only source, whether sent by the browser or pushed; none is unsigned. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestObjectIT {

    private static final String SCOPE = "openid fhirUser user/Observation.rs";

    private final Servers servers;
    private String user;
    private TestApp app;

    RequestObjectIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void registerAnApp() {
        user = new TestUsers(servers.admin()).create("Practitioner/1");
        app = TestApp.withKey(servers, "user/Observation.rs", "launch", "fhirUser");
    }

    @Test
    void leadsToACodeAndWhatStandsBesideItIsIgnored() {
        AppRequest request = app.request(SCOPE);
        AppRequest beside = app.request("user/*.cruds").with("aud", "https://evil.example/fhir")
                .with("launch", "forged").with("redirect_uri", "https://evil.example/").with("prompt", "none");
        Browser browser = new Browser();

        HttpAnswer page = browser.open(app.address(beside.encoded() + "&request=" + signed(request)));

        Redirects.assertCode(browser.logIn(page, user, TestUsers.PASSWORD), request);
    }

    @Test
    void leadsToACodeWhenItIsPushed() {
        AppRequest request = app.request(SCOPE);
        Browser browser = new Browser();
        HttpAnswer pushed = app.push("client_id=" + app.clientId() + "&scope=user%2F*.cruds&launch=forged&request="
                + signed(request));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);

        HttpAnswer page = browser.follow(browser.open(app.pushedAddress(pushed)));

        Redirects.assertCode(browser.logIn(page, user, TestUsers.PASSWORD), request);
    }

    @Test
    void needsItsOwnStateWhateverStandsBesideIt() {
        AppRequest request = app.request(SCOPE);
        String object = signed(request.without("state"));

        HttpAnswer answer = new Browser().open(app.address(request.encoded() + "&request=" + object));

        assertThat(Browser.parameter(answer, "error")).isEqualTo("invalid_request");
        assertThat(Browser.parameter(answer, "error_description")).contains("state");
    }

    static Stream<Arguments> broken() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                of("another client's iss", jwt -> jwt.withClaim("iss", "other"), "invalid_request_object"),
                of("another server's aud", jwt -> jwt.withClaim("aud", "https://other.example"),
                        "invalid_request_object"),
                of("the FHIR server as aud only", jwt -> jwt.withClaim("aud", jwt.claims().get("resource")),
                        "invalid_request_object"),
                of("an exp in the past", jwt -> jwt.withClaim("exp", now - 120), "invalid_request_object"),
                of("an exp that is no number", jwt -> jwt.withClaim("exp", "soon"), "invalid_request_object"),
                of("an nbf far ahead", jwt -> jwt.withClaim("nbf", now + 600), "invalid_request_object"),
                of("two resources", jwt -> jwt.withClaim("resource", List.of(jwt.claims().get("resource"), "x")),
                        "invalid_target"),
                of("no resource", jwt -> jwt.withClaim("resource", null), "invalid_request"),
                of("another resource", jwt -> jwt.withClaim("resource", "https://evil.example/fhir"),
                        "invalid_target"),
                of("plain PKCE", jwt -> jwt.withClaim("code_challenge_method", "plain"), "invalid_request"),
                of("no PKCE", jwt -> jwt.withClaim("code_challenge", null).withClaim("code_challenge_method", null),
                        "invalid_request"),
                of("the scope as a list", jwt -> jwt.withClaim("scope", List.of("openid", "user/Observation.rs")),
                        "invalid_request"),
                of("an unknown launch", jwt -> jwt.withClaim("scope", "launch").withClaim("launch", "x"),
                        "invalid_request"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isRefusedWith(String rule, UnaryOperator<Jwt> change, String error) {
        AppRequest request = app.request(SCOPE);
        String object = change.apply(app.requestObject(request)).signedBy(app.key());

        HttpAnswer answer = new Browser().open(app.address("client_id=" + app.clientId() + "&request=" + object));
        HttpAnswer pushed = app.push("client_id=" + app.clientId() + "&request=" + object);

        Redirects.assertRefused(answer, request, error);
        Tokens.assertRefused(pushed, 400, error);
    }

    @Test
    void isRefusedUnsigned() {
        AppRequest request = app.request(SCOPE);
        String object = app.requestObject(request).unsigned();

        HttpAnswer answer = new Browser().open(app.address("client_id=" + app.clientId() + "&request=" + object));
        HttpAnswer pushed = app.push("client_id=" + app.clientId() + "&request=" + object);

        Redirects.assertRefused(answer, request, "invalid_request_object");
        Tokens.assertRefused(pushed, 400, "invalid_request_object");
    }

    @Test
    void isRefusedWhenAnotherKeySignedIt() {
        Jwt claims = app.requestObject(app.request(SCOPE));
        String object = claims.signedBy(ClientKey.es384(app.key().keyId()));

        String query = "client_id=" + app.clientId() + "&request=" + object;
        Redirects.assertErrorPage(new Browser().open(app.address(query)));
        HttpAnswer pushed = app.push("client_id=" + app.clientId() + "&request=" + object);
        assertThat(pushed.status()).isEqualTo(400);
        assertThat(pushed.json().has("request_uri")).isFalse();
    }

    @Test
    void isRefusedInTheNameOfAnotherClient() {
        Jwt claims = app.requestObject(app.request(SCOPE));
        String object = claims.withClaim("client_id", "other").signedBy(app.key());

        String query = "client_id=" + app.clientId() + "&request=" + object;
        Redirects.assertErrorPage(new Browser().open(app.address(query)));
    }

    private static Arguments of(String rule, UnaryOperator<Jwt> change, String error) {
        return Arguments.of(rule, change, error);
    }

    private String signed(AppRequest request) {
        return app.requestObject(request).signedBy(app.key());
    }
}
