package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way through Keycloak's pages that can end in a code ends in a judged one. */
@EndToEnd
class LoginPathsIT {

    private static final String SCOPE = "openid fhirUser user/Observation.rs";
    private static final String[] ASSIGNED = {"user/Observation.rs", "user/Patient.rs", "launch", "fhirUser"};

    private final Servers servers;
    private final TestUsers users;
    private TestApp app;
    private String user;

    LoginPathsIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeEach
    void registerAnApp() {
        app = TestApp.publicApp(servers, ASSIGNED);
        user = users.create("Practitioner/1");
    }

    @Test
    void aLoginSessionGivesACodeForEachRequestWithItsOwnScopes() {
        Browser browser = new Browser();
        app.logIn(browser, app.request(SCOPE), user);
        AppRequest second = app.request("openid user/Patient.rs");
        AppRequest silent = app.request("openid user/Observation.rs").with("prompt", "none");

        HttpAnswer secondBack = app.open(browser, second);
        HttpAnswer silentBack = app.open(browser, silent);

        Redirects.assertCode(secondBack, second);
        Redirects.assertCode(silentBack, silent);
        Tokens.assertGranted(app.exchange(silentBack, silent), "openid", "user/Observation.rs");
        Tokens.assertGranted(app.exchange(secondBack, second), "openid", "user/Patient.rs");
    }

    @Test
    void twoAppsInOneLoginSessionHaveTheirOwnCodes() {
        TestApp other = TestApp.withSecret(servers, "user/Patient.rs");
        Browser browser = new Browser();
        AppRequest first = app.request(SCOPE);
        HttpAnswer firstBack = app.logIn(browser, first, user);
        AppRequest second = other.request("openid user/*.rs");
        HttpAnswer secondBack = other.open(browser, second);

        Tokens.assertGranted(other.exchange(secondBack, second), "openid", "user/Patient.rs");
        Tokens.assertGranted(app.exchange(firstBack, first), SCOPE.split(" "));
    }

    @Test
    void aUserWhoRegistersIsNobodyInFhirAndGetsNoUserScope() {
        realm("registrationAllowed", true, () -> {
            for (String page : new String[] {"/registrations", "/auth"}) {
                AppRequest request = app.request(SCOPE);
                AppRequest sent = page.equals("/auth") ? request.with("prompt", "create") : request;
                Browser browser = new Browser();
                HttpAnswer form = browser.follow(browser.open(URI.create(
                        app.address(sent).toString().replaceAll("/auth\\?", page + "?"))));
                String name = "new-" + UUID.randomUUID();

                HttpAnswer back = TestApp.back(browser, browser.submit(form, "kc-register-form", Map.of(
                        "username", name, "email", name + "@example.org", "firstName", "A", "lastName", "B",
                        "password", TestUsers.PASSWORD, "password-confirm", TestUsers.PASSWORD,
                        "fhirUser", "Practitioner/1")));

                Redirects.assertCode(back, request);
                Tokens.assertGranted(app.exchange(back, request), "openid");
            }
        });
    }

    @Test
    void forgottenCredentialsBeginWithTheSameJudgement() {
        realm("resetPasswordAllowed", true, () -> {
            AppRequest request = app.request(SCOPE);
            URI page = URI.create(app.address(request).toString().replaceAll("/auth\\?", "/forgot-credentials?"));

            assertThat(new Browser().open(page).body()).contains("kc-reset-password-form");
            AppRequest broken = request.without("aud");
            URI refused = URI.create(app.address(broken).toString().replaceAll("/auth\\?", "/forgot-credentials?"));
            Redirects.assertRefused(new Browser().open(refused), broken, "invalid_request");
        });
    }

    @Test
    void aRoleMappedScopeIsForUsersWithTheRoleOnly() {
        String role = "role-" + UUID.randomUUID();
        servers.admin().post("/roles", JsonNodeFactory.instance.objectNode().put("name", role));
        JsonNode roles = JsonNodeFactory.instance.arrayNode().add(servers.admin().get("/roles/" + role).json());
        String scope = "user/Immunization.rs";
        TestApp special = TestApp.publicApp(servers, scope);
        String mappings = "/client-scopes/" + servers.clients().scopeId(scope) + "/scope-mappings/realm";
        servers.admin().post(mappings, roles);
        try {
            AppRequest request = special.request("openid " + scope);
            AppRequest alone = special.request(scope);

            Redirects.assertRefused(special.logIn(new Browser(), alone, user), alone, "invalid_scope");
            HttpAnswer without = special.logIn(new Browser(), request, user);
            Tokens.assertGranted(special.exchange(without, request), "openid");
            servers.admin().post("/users/" + users.idOf(user) + "/role-mappings/realm", roles);
            HttpAnswer with = special.logIn(new Browser(), request, user);
            Tokens.assertGranted(special.exchange(with, request), "openid", scope);
        } finally {
            servers.admin().send("DELETE", mappings, roles);
        }
    }

    @Test
    void consentShowsTheScopesAndAYesWorksThroughCodeAndRefresh() {
        servers.clients().assignOptional(app.id(), "offline_access");
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("consentRequired", true));
        AppRequest request = app.request(SCOPE + " offline_access");
        Browser browser = new Browser();

        HttpAnswer page = TestApp.back(browser, app.logIn(browser, request, user));
        assertThat(page.body()).contains("user/Observation.rs");
        HttpAnswer back = TestApp.back(browser, browser.accept(page));

        HttpAnswer token = app.exchange(back, request);
        Tokens.assertGranted(token, (SCOPE + " offline_access").split(" "));
        Tokens.assertGranted(app.refresh(token.text("refresh_token")), (SCOPE + " offline_access").split(" "));
        assertThat(servers.admin().get("/users/" + users.idOf(user) + "/consents").body()).contains(app.clientId());
    }

    @Test
    void aLoginThatNobodyJudgedGivesNoCode() {
        TestApp late = TestApp.publicApp(servers);
        AppRequest request = late.request("openid").without("aud");
        Browser browser = new Browser();
        HttpAnswer page = browser.open(late.address(request));
        servers.clients().assignOptional(late.id(), "user/Observation.rs");

        Redirects.assertRefused(browser.logIn(page, user, TestUsers.PASSWORD), request, "server_error");
    }

    @Test
    void eventsTellWhatBecameOfALaunchAndOfScopesAndNameNoPatient() {
        realm("eventsEnabled", true, () -> {
            TestApp launched = TestApp.publicApp(servers, "launch", "patient/Observation.rs");
            String handle = TestEhr.create(servers).handle(launched, user, "patient-in-context");
            AppRequest request = launched.request("launch openid patient/*.rs?x=secret-value").with("launch", handle);
            launched.logIn(new Browser(), request, user);
            launched.open(new Browser(), request);

            String query = "/events?client=" + launched.clientId();
            JsonNode login = servers.admin().get(query + "&type=LOGIN").json().path(0).path("details");
            JsonNode error = servers.admin().get(query + "&type=LOGIN_ERROR").json().path(0);

            assertThat(login.path("smart_launch").asText()).isEqualTo("ehr");
            assertThat(login.path("smart_narrowed").asText()).isEqualTo("true");
            assertThat(error.path("error").asText()).isEqualTo("invalid_request");
            assertThat(servers.admin().get(query).body())
                    .doesNotContain("patient-in-context", handle, "secret-value");
        });
    }

    @Test
    void noAppGetsAccessWhileUsersCouldNameThemselvesAnybody() {
        users.declareAttributes();
        ObjectNode profile = (ObjectNode) servers.admin().get("/users/profile").json();
        ObjectNode open = profile.deepCopy();
        open.withArray("/attributes").forEach(attribute -> {
            if (attribute.path("name").asText().equals("fhirUser")) {
                ((ObjectNode) attribute).withObject("/permissions").putArray("edit").add("admin").add("user");
            }
        });
        AppRequest request = app.request(SCOPE);
        servers.admin().put("/users/profile", open);
        try {
            Redirects.assertRefused(new Browser().open(app.address(request)), request, "server_error");
            Tokens.assertRefused(app.push(request), 500, "server_error");
        } finally {
            servers.admin().put("/users/profile", profile);
        }
        Redirects.assertLoginPage(new Browser().open(app.address(request)));
    }

    private void realm(String setting, boolean value, Runnable test) {
        ObjectNode realm = (ObjectNode) servers.admin().get("").json();
        boolean before = realm.path(setting).asBoolean();
        servers.admin().put("", realm.put(setting, value));
        try {
            test.run();
        } finally {
            servers.admin().put("", realm.put(setting, before));
        }
    }
}
