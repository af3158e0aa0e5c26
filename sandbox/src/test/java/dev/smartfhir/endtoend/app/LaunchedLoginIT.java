package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A launch serves one login of its user in one browser, however often that browser reloads (LCH-08, D-17). */
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
    void leadsToTheLaunchedPatient() {
        HttpAnswer back = app.logIn(new Browser(), request, user);

        Redirects.assertCode(back, request);
        HttpAnswer token = app.exchange(back, request);
        assertThat(token.text("patient")).as(token.body()).isEqualTo("p-1");
        assertThat(token.text("scope").split(" "))
                .containsExactlyInAnyOrder("launch", "openid", "patient/Observation.rs");
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
    void survivesReloadBackAndAWrongPasswordInOneBrowser() {
        Browser browser = new Browser();
        HttpAnswer first = browser.open(app.address(request));
        Redirects.assertLoginPage(browser.logIn(first, user, "wrong"));
        Redirects.assertLoginPage(browser.open(app.address(request)));
        HttpAnswer again = browser.open(app.address(request));

        Redirects.assertCode(browser.logIn(again, user, TestUsers.PASSWORD), request);
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
    void isRefusedInAnotherBrowser() {
        new Browser().open(app.address(request));

        Redirects.assertRefused(new Browser().open(app.address(request)), request, "invalid_request");
    }

    @Test
    void isRefusedAfterOneLogin() {
        Browser browser = new Browser();
        Redirects.assertCode(app.logIn(browser, request, user), request);

        Redirects.assertRefused(app.open(browser, request), request, "invalid_request");
        Redirects.assertRefused(app.open(new Browser(), request), request, "invalid_request");
    }

    @Test
    void givesOneCodeToTwoTabs() {
        Browser browser = new Browser();
        HttpAnswer first = browser.open(app.address(request));
        HttpAnswer second = browser.open(app.address(request));
        Redirects.assertCode(browser.logIn(first, user, TestUsers.PASSWORD), request);

        HttpAnswer other = TestApp.back(browser, browser.logIn(second, user, TestUsers.PASSWORD));

        assertThat(Browser.parameter(other, "code")).isNull();
    }

    @Test
    void givesOneCodeToEightBrowsersAtOnce() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<HttpAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> new Browser().open(app.address(request))));
            }
            int pages = 0;
            for (Future<HttpAnswer> answer : answers) {
                pages += answer.get().status() == 200 ? 1 : 0;
            }
            assertThat(pages).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isAnotherUsersToNobody() {
        String other = users.create("Practitioner/2");

        Redirects.assertRefused(app.logIn(new Browser(), request, other), request, "access_denied");
    }

    @Test
    void isUsedUpByTheWrongUser() {
        Browser browser = new Browser();
        app.logIn(browser, request, users.create("Practitioner/2"));

        Redirects.assertRefused(app.open(browser, request), request, "invalid_request");
        Redirects.assertRefused(app.open(new Browser(), request), request, "invalid_request");
    }

    @Test
    void isAnotherAppsToNobody() {
        TestApp other = TestApp.publicApp(servers, ASSIGNED);
        AppRequest stolen = other.request(SCOPE).with("launch", request.get("launch"));

        Redirects.assertRefused(new Browser().open(other.address(stolen)), stolen, "invalid_request");
        Tokens.assertRefused(other.push(stolen), 400, "invalid_request");
        Redirects.assertCode(app.logIn(new Browser(), request, user), request);
    }

    @Test
    void isRefusedWhenItsTimeIsOver() throws InterruptedException {
        ObjectNode realm = (ObjectNode) servers.admin().get("").json();
        String before = realm.at("/attributes/smart.launch.lifetime").asText("");
        try {
            realm.withObject("/attributes").put("smart.launch.lifetime", "1");
            servers.admin().put("", realm);
            AppRequest late = app.request(SCOPE).with("launch", ehr.handle(app, user, "p-1"));
            Thread.sleep(2500);

            Redirects.assertRefused(new Browser().open(app.address(late)), late, "invalid_request");
        } finally {
            realm.withObject("/attributes").put("smart.launch.lifetime", before);
            servers.admin().put("", realm);
        }
    }

    @Test
    void withoutAPatientLeavesPatientScopesOut() {
        AppRequest bare = app.request(SCOPE).with("launch", ehr.handle(app, user, null));

        HttpAnswer token = app.exchange(app.logIn(new Browser(), bare, user), bare);

        assertThat(token.text("scope").split(" ")).containsExactlyInAnyOrder("launch", "openid");
        assertThat(token.json().has("patient")).isFalse();
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
