package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A launch from the EHR to the token: its handle is for one browser, one app, one user and one login. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EhrLaunchIT {

    private static final String SCOPE = "launch patient/Observation.rs";

    private final Servers servers;
    private final TestUsers users;
    private final TestRealm realm;
    private TestEhr ehr;
    private TestApp app;
    private String doctor;

    EhrLaunchIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
        this.realm = new TestRealm(servers.admin());
    }

    @BeforeAll
    void register() {
        ehr = TestEhr.create(servers);
        app = TestApp.publicApp(servers, "launch", "patient/*.rs", "launch/patient");
        doctor = users.create("Practitioner/doctor");
    }

    @Test
    void givesTheAppTheWholeContextWithItsJsonTypes() {
        AppRequest request = request(ehr.handle(launch("patient", "p-1", "encounter", "e-1",
                "need_patient_banner", false, "intent", "order-review", "tenant", "甲院",
                "smart_style_url", "https://ehr.example.org/style.json",
                "fhirContext", List.of(Map.of("reference", "ServiceRequest/1", "role", "urn:example:order")))));

        JsonNode tokens = app.exchange(app.logIn(new Browser(), request, doctor), request).json();

        assertThat(tokens.path("patient").textValue()).isEqualTo("p-1");
        assertThat(tokens.path("encounter").textValue()).isEqualTo("e-1");
        assertThat(tokens.path("need_patient_banner").isBoolean()).isTrue();
        assertThat(tokens.path("need_patient_banner").booleanValue()).isFalse();
        assertThat(tokens.path("intent").textValue()).isEqualTo("order-review");
        assertThat(tokens.path("tenant").textValue()).isEqualTo("甲院");
        assertThat(tokens.path("smart_style_url").textValue()).isEqualTo("https://ehr.example.org/style.json");
        assertThat(tokens.path("fhirContext").path(0).path("reference").textValue()).isEqualTo("ServiceRequest/1");
        assertThat(tokens.path("scope").textValue().split(" ")).containsExactlyInAnyOrder(SCOPE.split(" "));
        assertThat(Tokens.claims(tokens.path("access_token").textValue())).containsEntry("patient", "p-1")
                .containsEntry("encounter", "e-1").containsEntry("need_patient_banner", false);
    }

    @Test
    void worksAfterReloadBackButtonAndAWrongPassword() {
        AppRequest request = request(ehr.handle(launch("patient", "p-2")));
        Browser browser = new Browser();
        browser.follow(browser.open(app.address(request)));
        HttpAnswer reloaded = browser.follow(browser.open(app.address(request)));
        HttpAnswer wrong = browser.logIn(reloaded, doctor, "wrong password");
        assertThat(wrong.status()).isEqualTo(200);
        HttpAnswer back = browser.follow(browser.open(app.address(request)));

        HttpAnswer redirect = browser.logIn(back, doctor, TestUsers.PASSWORD);

        assertThat(app.exchange(redirect, request).text("patient")).isEqualTo("p-2");
    }

    @Test
    void worksWithALoginSessionThatIsThereAlreadyAndWithoutAnyPage() {
        Browser browser = new Browser();
        AppRequest first = request(ehr.handle(launch("patient", "p-1")));
        HttpAnswer firstRedirect = app.logIn(browser, first, doctor);
        AppRequest second = request(ehr.handle(launch("patient", "p-2"))).with("prompt", "none");

        HttpAnswer secondRedirect = browser.open(app.address(second));

        assertThat(Browser.parameter(secondRedirect, "error")).as(secondRedirect.header("Location")).isNull();
        assertThat(app.exchange(secondRedirect, second).text("patient")).isEqualTo("p-2");
        assertThat(app.exchange(firstRedirect, first).text("patient")).isEqualTo("p-1");
    }

    @Test
    void isRefusedInAnotherBrowser() {
        AppRequest request = request(ehr.handle(launch("patient", "p-1")));
        Browser first = new Browser();
        HttpAnswer login = first.follow(first.open(app.address(request)));

        assertRefused(new Browser().open(app.address(request)), request, "invalid_request");
        assertThat(app.exchange(first.logIn(login, doctor, TestUsers.PASSWORD), request).text("patient"))
                .isEqualTo("p-1");
    }

    @Test
    void isRefusedASecondTime() {
        String handle = ehr.handle(launch("patient", "p-1"));
        Browser browser = new Browser();
        app.logIn(browser, request(handle), doctor);
        AppRequest again = request(handle);

        assertRefused(browser.open(app.address(again)), again, "invalid_request");
        assertRefused(new Browser().open(app.address(again)), again, "invalid_request");
    }

    @Test
    void ofTwoTabsWithOneHandleOneLogsIn() {
        AppRequest request = request(ehr.handle(launch("patient", "p-1")));
        Browser browser = new Browser();
        HttpAnswer firstTab = browser.follow(browser.open(app.address(request)));
        HttpAnswer secondTab = browser.follow(browser.open(app.address(request)));
        HttpAnswer first = browser.logIn(firstTab, doctor, TestUsers.PASSWORD);
        assertThat(Browser.parameter(first, "code")).isNotNull();

        HttpAnswer second = browser.logIn(secondTab, doctor, TestUsers.PASSWORD);

        assertThat(Browser.parameter(second, "code")).isNull();
    }

    @Test
    void ofEightBrowsersAtOnceOneTakesIt() {
        AppRequest request = request(ehr.handle(launch("patient", "p-1")));

        List<HttpAnswer> answers = IntStream.range(0, 8).parallel()
                .mapToObj(i -> new Browser().open(app.address(request))).toList();

        assertThat(answers.stream().filter(answer -> Browser.parameter(answer, "error") == null).count()).isOne();
        answers.stream().filter(answer -> Browser.parameter(answer, "error") != null)
                .forEach(answer -> assertRefused(answer, request, "invalid_request"));
    }

    @Test
    void isRefusedToAnotherApp() {
        TestApp other = TestApp.publicApp(servers, "launch", "patient/*.rs");
        AppRequest request = other.request(SCOPE).with("launch", ehr.handle(launch("patient", "p-1")));

        assertRefused(new Browser().open(other.address(request)), request, "invalid_request");
    }

    @Test
    void isRefusedToAnotherUser() {
        AppRequest request = request(ehr.handle(launch("patient", "p-1")));

        HttpAnswer answer = app.logIn(new Browser(), request, users.create("Practitioner/other"));

        assertRefused(answer, request, "access_denied");
    }

    @Test
    void isRefusedWhenItsTimeIsOver() throws InterruptedException {
        realm.attribute("smart.launch.lifetime", "1");
        AppRequest request;
        try {
            request = request(ehr.handle(launch("patient", "p-1")));
            Thread.sleep(2_500);
        } finally {
            realm.attribute("smart.launch.lifetime", "300");
        }

        assertRefused(new Browser().open(app.address(request)), request, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guessed", "<script>alert(1)</script>", "' OR 1=1 --", "smart-launch:"})
    void isRefusedWithAHandleThatNobodyRegistered(String handle) {
        AppRequest request = request(handle);
        HttpAnswer answer = new Browser().open(app.address(request));

        assertRefused(answer, request, "invalid_request");
        assertThat(answer.header("Location") + answer.body()).doesNotContain("<script>");
    }

    @Test
    void isRefusedToAPatientWhoseLaunchIsAboutSomebodyElse() {
        realm.attribute("smart.launch.user-required", "false");
        try {
            Map<String, Object> launch = launch("patient", "p-2");
            launch.remove("user");
            AppRequest others = request(ehr.handle(launch));
            AppRequest linked = request(ehr.handle(launch));
            AppRequest own = request(ehr.handle(launch));

            assertRefused(app.logIn(new Browser(), others, users.create("Patient/p-1")), others, "access_denied");
            assertRefused(app.logIn(new Browser(), linked, users.create("RelatedPerson/r", "p-3")), linked,
                    "access_denied");
            assertThat(app.exchange(app.logIn(new Browser(), own, users.create("Patient/p-2")), own).text("patient"))
                    .isEqualTo("p-2");
        } finally {
            realm.attribute("smart.launch.user-required", "true");
        }
    }

    @Test
    void leavesPatientScopesOutWhereTheContextHasNoPatientAndAsksNobody() {
        AppRequest request = request(ehr.handle(launch("encounter", "e-1")));

        HttpAnswer tokens = app.exchange(app.logIn(new Browser(), request, doctor), request);

        assertThat(tokens.text("scope")).isEqualTo("launch");
        assertThat(tokens.json().has("patient")).isFalse();
        assertThat(tokens.text("encounter")).isEqualTo("e-1");
    }

    @Test
    void aScopeLaunchWithoutAHandleOpensNoLaunch() {
        AppRequest request = app.request(SCOPE);
        HttpAnswer answer = new Browser().open(app.address(request));

        assertRefused(answer, request, "invalid_request");
    }

    @Test
    void recordsThatALaunchWasUsedOrRefusedWithoutNamingThePatient() {
        AppRequest used = request(ehr.handle(launch("patient", "p-in-no-event")));
        app.logIn(new Browser(), used, doctor);
        app.logIn(new Browser(), request(ehr.handle(launch("patient", "p-in-no-event"))), users.plain());

        String events = servers.admin().get("/events?client=" + app.clientId()).body();

        assertThat(events).contains("\"type\":\"LOGIN\"", "\"type\":\"LOGIN_ERROR\"", "\"smart_launch\":\"ehr\"")
                .doesNotContain("p-in-no-event").doesNotContain(used.get("launch"));
    }

    private AppRequest request(String handle) {
        return app.request(SCOPE).with("launch", handle);
    }

    private Map<String, Object> launch(Object... members) {
        Map<String, Object> launch = new HashMap<>(Map.of("client_id", app.clientId(), "user", doctor));
        for (int i = 0; i < members.length; i += 2) {
            launch.put((String) members[i], members[i + 1]);
        }
        return launch;
    }

    private static void assertRefused(HttpAnswer answer, AppRequest request, String error) {
        assertThat(String.valueOf(answer.header("Location"))).as(answer.status() + " " + answer.body())
                .startsWith(TestApp.REDIRECT);
        assertThat(Browser.parameter(answer, "error")).isEqualTo(error);
        assertThat(Browser.parameter(answer, "error_description")).isNotBlank();
        assertThat(Browser.parameter(answer, "state")).isEqualTo(request.get("state"));
        assertThat(Browser.parameter(answer, "code")).isNull();
    }
}
