package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A launch serves one login of its user, whatever way the request takes (LCH-08, D-17). */
@EndToEnd
class LaunchedLoginIT {

    private static final String SCOPE = "launch openid patient/Observation.rs";
    private static final String[] ASSIGNED = {"launch", "launch/patient", "patient/Observation.rs"};

    private final Servers servers;
    private final TestUsers users;
    private TestEhr ehr;
    private TestApp app;
    private String user;
    private AppRequest request;

    LaunchedLoginIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeEach
    void launch() {
        ehr = TestEhr.create(servers);
        app = TestApp.publicApp(servers, ASSIGNED);
        user = users.create("Practitioner/1");
        request = app.request(SCOPE).with("launch", ehr.handle(app, user, "p-1"));
    }

    @Test
    void worksWithAPushedRequestAsWell() {
        HttpAnswer pushed = app.push(request);
        Browser browser = new Browser();

        HttpAnswer page = browser.follow(browser.open(app.pushedAddress(pushed)));

        HttpAnswer back = browser.logIn(page, user, TestUsers.PASSWORD);
        assertThat(app.exchange(back, request).text("patient")).isEqualTo("p-1");
    }

    @Test
    void mayBePushedAgainAfterItWasOpened() {
        Browser browser = new Browser();
        browser.follow(browser.open(app.pushedAddress(app.push(request))));

        HttpAnswer page = browser.follow(browser.open(app.pushedAddress(app.push(request))));

        Redirects.assertCode(browser.logIn(page, user, TestUsers.PASSWORD), request);
    }

    @Test
    void survivesTheLossOfTheAuthenticationSession() {
        Browser browser = new Browser();
        HttpAnswer page = browser.open(app.address(request));
        browser.forget("AUTH_SESSION_ID");

        HttpAnswer restarted = TestApp.back(browser, browser.logIn(page, user, TestUsers.PASSWORD));

        HttpAnswer back = browser.logIn(restarted, user, TestUsers.PASSWORD);
        assertThat(app.exchange(back, request).text("patient")).isEqualTo("p-1");
    }

    @Test
    void isUsedUpByTheWrongUser() {
        Browser browser = new Browser();
        app.logIn(browser, request, users.create("Practitioner/2"));

        Redirects.assertRefused(app.open(browser, request), request, "invalid_request");
        Redirects.assertRefused(app.open(new Browser(), request), request, "invalid_request");
    }

    @Test
    void worksWithALoginSessionAndWithPromptNone() {
        Browser browser = new Browser();
        app.logIn(browser, request, user);
        AppRequest second = app.request(SCOPE).with("launch", ehr.handle(app, user, "p-2"));
        AppRequest third = app.request(SCOPE).with("launch", ehr.handle(app, user, "p-3")).with("prompt", "none");

        HttpAnswer secondBack = app.open(browser, second);
        Redirects.assertCode(secondBack, second);
        HttpAnswer thirdBack = app.open(browser, third);
        Redirects.assertCode(thirdBack, third);

        assertThat(app.exchange(secondBack, second).text("patient")).isEqualTo("p-2");
        assertThat(app.exchange(thirdBack, third).text("patient")).isEqualTo("p-3");
    }
}
