package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushed authorization requests (RFC 9126): judged when pushed, the only source, bound to their client, used once. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushedRequestIT {

    private static final String SCOPE = "openid fhirUser user/Observation.rs";
    private static final String[] ASSIGNED = {"user/Observation.rs", "launch", "launch/patient", "patient/*.rs",
        "system/Bundle.crs", "fhirUser"};

    private final Servers servers;
    private String user;
    private TestApp app;

    PushedRequestIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void registerAnApp() {
        user = new TestUsers(servers.admin()).create("Practitioner/1");
        app = TestApp.withKey(servers, ASSIGNED);
    }

    static Stream<BrokenRequest> broken() {
        return BrokenRequest.all();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefusedWhenItIsPushedWith(BrokenRequest broken) {
        HttpAnswer answer = app.push(broken.from(app.request(SCOPE)));

        Tokens.assertRefused(answer, 400, broken.error());
        assertThat(answer.json().has("request_uri")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "resource", "launch", "scope", "state", "code_challenge", "code_challenge_method",
        "redirect_uri", "something"})
    void isRefusedWhenItIsPushedWithAParameterGivenTwice(String name) {
        AppRequest request = app.request(SCOPE);

        HttpAnswer answer = app.push(request.encoded() + "&" + name + "=x&" + name + "=y");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void isTheOnlySourceWhateverStandsBesideIt() {
        AppRequest request = app.request(SCOPE);
        AppRequest beside = app.request("user/*.cruds launch").with("aud", "https://evil.example/fhir")
                .with("launch", "forged").with("redirect_uri", "https://evil.example/").with("nonce", "forged")
                .with("response_type", "token").with("prompt", "none").with("response_mode", "fragment");
        Browser browser = new Browser();

        HttpAnswer page = browser.follow(browser.open(
                app.address(beside.encoded() + "&" + pointer(app.push(request)))));

        HttpAnswer back = browser.logIn(page, user, TestUsers.PASSWORD);
        Redirects.assertCode(back, request);
    }

    @Test
    void isTheOnlySourceOfWhatItLacks() {
        AppRequest request = app.request("openid").without("aud").without("state");
        AppRequest beside = app.request("openid user/Observation.rs");
        Browser browser = new Browser();

        HttpAnswer page = browser.follow(browser.open(app.address(
                beside.without("redirect_uri").encoded() + "&" + pointer(app.push(request)))));

        HttpAnswer back = browser.logIn(page, user, TestUsers.PASSWORD);
        assertThat(Browser.parameter(back, "code")).isNotBlank();
        assertThat(Browser.parameter(back, "state")).isNull();
    }

    @Test
    void isRefusedAfterACodeWasMade() {
        HttpAnswer pushed = app.push(app.request(SCOPE));
        Browser browser = new Browser();
        HttpAnswer page = browser.follow(browser.open(app.pushedAddress(pushed)));
        assertThat(Browser.parameter(browser.logIn(page, user, TestUsers.PASSWORD), "code")).isNotBlank();

        Redirects.assertErrorPage(browser.open(app.pushedAddress(pushed)));
        Redirects.assertErrorPage(new Browser().open(app.pushedAddress(pushed)));
    }

    @Test
    void givesOneCodeToTwoBrowsersThatOpenedItBeforeEitherLoggedIn() {
        AppRequest request = app.request(SCOPE);
        HttpAnswer pushed = app.push(request);
        Browser first = new Browser();
        Browser second = new Browser();
        HttpAnswer firstPage = first.follow(first.open(app.pushedAddress(pushed)));
        HttpAnswer secondPage = second.follow(second.open(app.pushedAddress(pushed)));

        Redirects.assertCode(first.logIn(firstPage, user, TestUsers.PASSWORD), request);
        Redirects.assertRefused(second.logIn(secondPage, user, TestUsers.PASSWORD), request, "invalid_request");
    }

    @Test
    void mayBeOpenedAgainWhileTheUserIsLoggingIn() {
        AppRequest request = app.request(SCOPE);
        HttpAnswer pushed = app.push(request);
        Browser browser = new Browser();
        browser.follow(browser.open(app.pushedAddress(pushed)));

        HttpAnswer page = browser.follow(browser.open(app.pushedAddress(pushed)));

        Redirects.assertCode(browser.logIn(page, user, TestUsers.PASSWORD), request);
    }

    @Test
    void isNoOtherClients() {
        TestApp other = TestApp.publicApp(servers, ASSIGNED);
        HttpAnswer pushed = app.push(app.request(SCOPE).without("client_id"));

        Redirects.assertErrorPage(new Browser().open(other.pushedAddress(pushed)));
        Redirects.assertLoginPage(follow(app.pushedAddress(pushed)));
    }

    @Test
    void isNotPushedInAnotherClientsName() {
        TestApp other = TestApp.withSecret(servers, ASSIGNED);

        HttpAnswer answer = app.push(app.request(SCOPE).with("client_id", other.clientId()));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 401);
        assertThat(answer.json().has("request_uri")).isFalse();
    }

    @Test
    void isNotPushedWithoutTheClientsCredentials() {
        TestApp impostor = TestApp.publicApp(servers, ASSIGNED);

        HttpAnswer answer = impostor.push(app.request(SCOPE));

        Tokens.assertRefused(answer, 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "secret"})
    void isTakenFromEveryKindOfClient(String kind) {
        TestApp any = kind.equals("public") ? TestApp.publicApp(servers, ASSIGNED)
                : TestApp.withSecret(servers, ASSIGNED);
        AppRequest request = any.request(SCOPE);
        Browser browser = new Browser();

        HttpAnswer page = browser.follow(browser.open(any.pushedAddress(any.push(request))));

        Redirects.assertCode(browser.logIn(page, user, TestUsers.PASSWORD), request);
    }

    @Test
    void keepsAudAndLaunchWhateverJunkIsPushedWithThem() {
        StringBuilder junk = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            junk.append("junk").append(i).append('=').append("x".repeat(100)).append('&');
        }
        AppRequest unknown = app.request("launch openid").with("launch", "unknown");

        Tokens.assertRefused(app.push(junk + unknown.encoded()), 400, "invalid_request");
        Redirects.assertLoginPage(follow(app.pushedAddress(app.push(junk + app.request(SCOPE).encoded()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:ietf:params:oauth:request_uri:unknown", "URN:ietf:params:oauth:request_uri:x",
        "https://evil.example/request", "http://localhost:9/request"})
    void isNothingElse(String uri) {
        Redirects.assertErrorPage(new Browser().open(app.address(
                app.request(SCOPE).encoded() + "&request_uri=" + Browser.encode(uri))));
    }

    private HttpAnswer follow(URI address) {
        Browser browser = new Browser();
        return browser.follow(browser.open(address));
    }

    private static String pointer(HttpAnswer pushed) {
        return "request_uri=" + Browser.encode(pushed.text("request_uri"));
    }
}
