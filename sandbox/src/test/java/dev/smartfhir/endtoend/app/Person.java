package dev.smartfhir.endtoend.app;

import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;

/** One user with one browser: he logs in once and launches apps after that without being asked again. */
public final class Person {

    private final Servers servers;
    private final String username;
    private Browser browser = new Browser();

    private Person(Servers servers, String username) {
        this.servers = servers;
        this.username = username;
    }

    /** A new user with the attribute {@code fhirUser}, and the patients he acts for. */
    public static Person create(Servers servers, String fhirUser, String... patients) {
        return new Person(servers, new TestUsers(servers.admin()).create(fhirUser, patients));
    }

    public String username() {
        return username;
    }

    public String id() {
        return new TestUsers(servers.admin()).idOf(username);
    }

    public UserAttributes attributes() {
        return UserAttributes.of(servers, id());
    }

    /** Authorizes an app for these scopes. */
    public Authorization authorize(TestApp app, String scope) {
        return authorize(app, app.request(scope));
    }

    /** Authorizes an app that was launched by an EHR. */
    public Authorization authorize(TestApp app, String scope, String launch) {
        return authorize(app, app.request(scope).with("launch", launch));
    }

    public Authorization authorize(TestApp app, AppRequest request) {
        return finish(app, request, open(app, request));
    }

    /** Opens the app in a tab and leaves it at whatever page comes. */
    public HttpAnswer open(TestApp app, AppRequest request) {
        return browser.open(app.address(request));
    }

    /** Goes on in a tab until the app has its code. */
    public Authorization finish(TestApp app, AppRequest request, HttpAnswer page) {
        HttpAnswer now = page;
        for (int step = 0; step < 5 && !isBack(now); step++) {
            if (now.status() / 100 == 3) {
                now = browser.open(URI.create(now.header("Location")));
            } else if (now.body().contains("kc-form-login")) {
                now = browser.logIn(now, username, TestUsers.PASSWORD);
            } else {
                now = browser.accept(now);
            }
        }
        return new Authorization(app, request, now);
    }

    /** Ends every login session of the user, and nothing more. */
    public void isLoggedOut() {
        servers.admin().get("/users/" + id() + "/sessions").json()
                .forEach(login -> servers.admin().delete("/sessions/" + login.path("id").asText()));
        browser = new Browser();
    }

    private static boolean isBack(HttpAnswer answer) {
        return answer.status() / 100 == 3 && answer.header("Location").startsWith(TestApp.REDIRECT);
    }

    /**
     * The end of an authorization.
     *
     * @param redirect what goes back to the app
     */
    public record Authorization(TestApp app, AppRequest request, HttpAnswer redirect) {

        /** Exchanges the code. */
        public HttpAnswer exchange() {
            if (Browser.parameter(redirect, "code") == null) {
                throw new IllegalStateException("no code: " + redirect.header("Location"));
            }
            return app.exchange(redirect, request);
        }
    }
}
