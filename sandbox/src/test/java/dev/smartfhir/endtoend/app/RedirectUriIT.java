package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only an exact, fully specified redirect URI gets anything, be it a code or an error (LCH-07, SEC-09). */
@EndToEnd
class RedirectUriIT {

    private static final String SCOPE = "openid user/Observation.rs";

    private final Servers servers;

    RedirectUriIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "http://localhost:9/back/", "/back", "back",
        "http://localhost:9/back?x=1", "http://localhost:9/back#x", "http://localhost:9/Back",
        "http://LOCALHOST:9/back", "http://localhost:10/back", "http://127.0.0.1:9/back", "http://localhost/back",
        "https://localhost:9/back", "http://localhost:9/back/../back", "http://localhost:9/%62ack",
        "http://localhost:9@evil.example/back", "http://evil.example\\@localhost:9/back", "javascript:alert(1)", "*"})
    void isNotOneThatOnlyResemblesTheRegisteredOne(String uri) {
        TestApp app = app(TestApp.REDIRECT);
        AppRequest request = app.request(SCOPE).with("redirect_uri", uri);

        Redirects.assertErrorPage(new Browser().open(app.address(request)));
        Redirects.assertErrorPage(new Browser().open(app.address(request.without("aud").with("scope", "nonsense"))));
        assertThat(app.push(request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:9/*,http://localhost:9/back", "http://localhost:9/*,http://localhost:9/*",
        "*,http://localhost:9/back", "http://localhost:9/back*,http://localhost:9/back",
        "http://localhost/back,http://localhost:9/back"})
    void isNotOneThatAPatternAllows(String registered, String uri) {
        TestApp app = app(registered);
        AppRequest request = app.request(SCOPE).with("redirect_uri", uri);

        Redirects.assertErrorPage(new Browser().open(app.address(request)));
        Redirects.assertErrorPage(new Browser().open(app.address(request.with("response_type", "nonsense"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openid "})
    void isNeverLeftOutEvenIfOnlyOneIsRegistered(String openid) {
        TestApp app = app(TestApp.REDIRECT);
        AppRequest request = app.request(openid + "user/Observation.rs").without("redirect_uri");

        Redirects.assertErrorPage(new Browser().open(app.address(request)));
    }

    @ParameterizedTest
    @CsvSource({"/back,http://localhost:9/back", "http://localhost:9/back?a=b,http://localhost:9/back?a=b",
        "org.example.app:/back,org.example.app:/back"})
    void isTheRegisteredOneOrOneRelativeToTheRootUrl(String registered, String uri) {
        TestApp app = app(registered);
        AppRequest request = app.request(SCOPE).with("redirect_uri", uri);

        Redirects.assertLoginPage(new Browser().open(app.address(request)));
        HttpAnswer refused = new Browser().open(app.address(request.without("aud")));
        assertThat(refused.header("Location")).startsWith(uri);
        assertThat(Browser.parameter(refused, "error")).isEqualTo("invalid_request");
    }

    private TestApp app(String registered) {
        TestApp app = TestApp.publicApp(servers, "user/Observation.rs");
        ObjectNode client = servers.clients().read(app.clientId());
        client.put("rootUrl", "http://localhost:9").putArray("redirectUris").add(registered);
        servers.clients().write(client);
        return app;
    }
}
