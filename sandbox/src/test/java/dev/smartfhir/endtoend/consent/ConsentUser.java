package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.ConsentBoxes;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A user at the consent page, with a browser that has no JavaScript. */
final class ConsentUser {

    private final TestApp app;
    private final String name;
    private final Browser browser;
    private URI at;
    private HttpAnswer page;

    ConsentUser(TestApp app, String name) {
        this(app, name, new Browser());
    }

    ConsentUser(TestApp app, String name, Browser browser) {
        this.app = app;
        this.name = name;
        this.browser = browser;
    }

    /** An app whose users are asked. */
    static TestApp app(Servers servers, String... scopes) {
        TestApp app = TestApp.publicApp(servers, scopes);
        requireConsent(servers, app);
        return app;
    }

    static void requireConsent(Servers servers, TestApp app) {
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("consentRequired", true));
    }

    /** Opens a request, and logs in where that is asked for. */
    ConsentUser open(AppRequest request) {
        return open(app.address(request));
    }

    ConsentUser open(URI address) {
        HttpAnswer now = browser.follow(browser.open(address));
        return at(now.body().contains("kc-form-login") ? browser.logIn(now, name, TestUsers.PASSWORD) : now);
    }

    /** Opens a request where nothing can be asked. */
    ConsentUser openQuietly(AppRequest request) {
        return at(browser.open(app.address(request)));
    }

    /** Allows everything that is ticked. */
    ConsentUser allow() {
        return press(boxes().ticked(), "allow", "1");
    }

    /** Allows these scopes, and no others. */
    ConsentUser allowOnly(String... scopes) {
        assertThat(boxes().texts()).contains(scopes);
        return press(Arrays.asList(scopes), "allow", "1");
    }

    /** Allows everything that is ticked but these scopes. */
    ConsentUser allowWithout(String... scopes) {
        assertThat(boxes().ticked()).contains(scopes);
        List<String> yes = new ArrayList<>(boxes().ticked());
        yes.removeAll(Arrays.asList(scopes));
        return press(yes, "allow", "1");
    }

    ConsentUser decline() {
        return press(boxes().ticked(), "decline", "1");
    }

    ConsentUser openParts(String scope) {
        return press(boxes().ticked(), "open", boxes().opener(scope));
    }

    /** Sends what no page holds. */
    ConsentUser send(String body) {
        return at(browser.post(boxes().action(at), body));
    }

    /** The page that the user sees, or the redirect back to the app. */
    HttpAnswer page() {
        return page;
    }

    ConsentBoxes boxes() {
        assertThat(isAsked()).as(page.status() + " " + page.header("Location") + " " + page.body()).isTrue();
        return ConsentBoxes.of(page);
    }

    Browser browser() {
        return browser;
    }

    boolean isAsked() {
        return page.status() == 200 && ConsentBoxes.of(page).areThere();
    }

    boolean showsProblem() {
        return isAsked() && page.body().contains("id=\"smart-consent-problem\"");
    }

    /** What the app is told instead of a code. */
    String error() {
        assertThat(Browser.parameter(page, "code")).isNull();
        return Browser.parameter(page, "error");
    }

    /** The answer to the app's code. */
    HttpAnswer exchange(AppRequest request) {
        assertThat(Browser.parameter(page, "code"))
                .as(page.status() + " " + page.header("Location") + " " + page.body()).isNotNull();
        return app.exchange(page, request);
    }

    private ConsentUser press(Collection<String> yes, String button, String value) {
        return send(boxes().form(Set.copyOf(yes), button, value));
    }

    private ConsentUser at(HttpAnswer answer) {
        page = TestApp.back(browser, answer);
        at = app.authorizationEndpoint();
        return this;
    }
}
