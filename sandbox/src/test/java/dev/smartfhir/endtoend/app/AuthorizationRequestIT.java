package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an authorization request must hold, in query and form (LCH-03 to LCH-22, SEC-01 to SEC-03, D-16, D-26). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationRequestIT {

    private static final String SCOPE = "openid fhirUser user/Observation.rs";
    private static final String[] ASSIGNED = {"user/Observation.rs", "launch", "launch/patient", "patient/*.rs",
        "system/Bundle.crs", "fhirUser"};

    private final Servers servers;
    private TestApp app;

    AuthorizationRequestIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void registerAnApp() {
        new TestUsers(servers.admin()).declareAttributes();
        app = TestApp.publicApp(servers, ASSIGNED);
    }

    static Stream<BrokenRequest> broken() {
        return BrokenRequest.all();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefusedInAQueryWith(BrokenRequest broken) {
        AppRequest request = broken.from(app.request(SCOPE));

        assertRefused(new Browser().open(app.address(request)), request, broken.error());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefusedInAFormWith(BrokenRequest broken) {
        AppRequest request = broken.from(app.request(SCOPE));

        assertRefused(new Browser().post(app.authorizationEndpoint(), request.encoded()), request, broken.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "resource", "launch", "scope", "state", "code_challenge", "code_challenge_method",
        "nonce", "prompt", "something"})
    void isRefusedWithAParameterGivenTwice(String name) {
        String value = "scope".equals(name) ? "openid" : "x";
        boolean server = List.of("aud", "resource").contains(name);
        AppRequest request = app.request(SCOPE).with(name, server ? servers.fhirBase().toString() : value);
        String twice = request.encoded() + "&" + name + "=" + Browser.encode(request.get(name));

        HttpAnswer query = new Browser().open(app.address(twice));
        HttpAnswer form = new Browser().post(app.authorizationEndpoint(), twice);

        Redirects.assertRefused(query, request, "invalid_request");
        Redirects.assertRefused(form, request, "invalid_request");
        assertThat(Browser.parameter(query, "error_description")).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void showsAnErrorPageWhereTheRedirectItselfIsInDoubt(String name) {
        AppRequest request = app.request(SCOPE);
        String twice = request.encoded() + "&" + name + "=https://evil.example/";
        String first = name + "=https://evil.example/&" + request.encoded();

        Redirects.assertErrorPage(new Browser().open(app.address(twice)));
        Redirects.assertErrorPage(new Browser().open(app.address(first)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "id_token", "id_token token", "code token", "code id_token", "none", "CODE",
        "code code"})
    void isRefusedWithAnotherResponseType(String type) {
        AppRequest request = app.request(SCOPE).with("response_type", type).with("nonce", "n");

        HttpAnswer answer = new Browser().open(app.address(request));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(TestApp.REDIRECT);
        assertThat(Browser.parameter(answer, "error")).isIn("unsupported_response_type", "unauthorized_client");
        assertThat(Browser.parameter(answer, "state")).isEqualTo(request.get("state"));
    }

    @Test
    void isRefusedWithAStateThatCouldNotBeEchoed() {
        AppRequest tooLong = app.request(SCOPE).with("state", "s".repeat(5000));
        AppRequest changed = app.request(SCOPE).with("state", "a\u0001b");

        Redirects.assertErrorPage(new Browser().post(app.authorizationEndpoint(), tooLong.encoded()));
        Redirects.assertErrorPage(new Browser().post(app.authorizationEndpoint(), changed.encoded()));
    }

    @Test
    void echoesAnyOtherStateExactly() {
        String state = "a b+c%20d&e=f#g\u00e9\u4e2d\"<script>'/?;";
        AppRequest request = app.request(SCOPE).with("state", state);
        String user = new TestUsers(servers.admin()).create("Practitioner/1");

        Redirects.assertCode(app.logIn(new Browser(), request, user), request);
        Redirects.assertRefused(new Browser().open(app.address(request.without("aud"))), request, "invalid_request");
    }

    @Test
    void leadsToACodeThroughTheLoginPage() {
        AppRequest request = app.request(SCOPE);
        String user = new TestUsers(servers.admin()).create("Practitioner/1");

        Redirects.assertCode(app.logIn(new Browser(), request, user), request);
    }

    @Test
    void leadsToACodeFromAFormAsWell() {
        AppRequest request = app.request(SCOPE);
        String user = new TestUsers(servers.admin()).create("Practitioner/1");
        Browser browser = new Browser();

        HttpAnswer page = browser.post(app.authorizationEndpoint(), request.encoded());

        Redirects.assertCode(browser.logIn(page, user, TestUsers.PASSWORD), request);
    }

    @Test
    void asksToLogInWhateverJunkComesBeforeAudAndLaunch() {
        StringBuilder junk = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            junk.append("junk").append(i).append('=').append("x".repeat(100)).append('&');
        }

        Redirects.assertLoginPage(new Browser().open(app.address(junk + app.request(SCOPE).encoded())));
        AppRequest unknown = app.request("launch openid").with("launch", "unknown");
        Redirects.assertRefused(new Browser().open(app.address(junk + unknown.encoded())), unknown,
                "invalid_request");
        AppRequest elsewhere = app.request(SCOPE).with("aud", "https://evil.example/fhir");
        Redirects.assertRefused(new Browser().open(app.address(junk + elsewhere.encoded())), elsewhere,
                "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "resource"})
    void takesEitherNameOfTheFhirServerWithOrWithoutASlash(String name) {
        AppRequest request = app.request(SCOPE).without("aud").with(name, servers.fhirBase() + "/");

        Redirects.assertLoginPage(new Browser().open(app.address(request)));
    }

    @Test
    void takesBothNamesIfTheySayTheSame() {
        AppRequest request = app.request(SCOPE).with("resource", servers.fhirBase().toString());

        Redirects.assertLoginPage(new Browser().open(app.address(request)));
    }

    @Test
    void needsNeitherAudNorStateWithoutASmartScope() {
        AppRequest request = app.request("openid").without("aud").without("state");

        Redirects.assertLoginPage(new Browser().open(app.address(request)));
    }

    @Test
    void isRefusedWithoutASessionWherePromptIsNone() {
        AppRequest request = app.request(SCOPE).with("prompt", "none");

        assertThat(Browser.parameter(new Browser().open(app.address(request)), "error")).isEqualTo("login_required");
    }

    private void assertRefused(HttpAnswer answer, AppRequest request, String error) {
        if (request.get("state") == null || request.get("state").isBlank()) {
            assertThat(Browser.parameter(answer, "error")).isEqualTo(error);
            assertThat(Browser.parameter(answer, "code")).isNull();
        } else {
            Redirects.assertRefused(answer, request, error);
        }
    }
}
