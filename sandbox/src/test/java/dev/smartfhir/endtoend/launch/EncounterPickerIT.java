package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.launch.StubFhirServer.Request;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CTX-03, CTX-11, CTX-17, LCH-23, D-22: the encounter picker as users go through it, and those who get round it. */
@EndToEnd
class EncounterPickerIT extends OverStubFhirServer {

    private static final String ASKED = "launch/patient launch/encounter patient/Encounter.rs online_access";
    private TestApp visits;

    EncounterPickerIT(Servers servers) {
        super(servers);
    }

    @BeforeAll
    void registerAnAppThatMayAskForEncounters() {
        visits = TestApp.withSecret(servers, "launch/patient", "launch/encounter", "patient/*.rs", "online_access");
    }

    @BeforeEach
    void fortyFiveEncounters() {
        fhir.answer(Encounters.beside(Patients.of(100, servers.fhirBase()), 45, servers.fhirBase()));
    }

    @Test
    void theChosenEncounterIsInContextBesideItsPatientAndStaysThere() {
        AppRequest request = visits.request(ASKED);
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.offered()).hasSize(20).startsWith("e-0");
        assertThat(user.page().body()).contains("2026-03-01 09:30", "Check-up e-0", "Ward 7", "Finished");
        HttpAnswer tokens = user.chooseEncounter("e-3").exchange(request);

        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.text("encounter")).isEqualTo("e-3");
        Tokens.assertGranted(tokens, ASKED.split(" "));
        assertThat(Tokens.claims(tokens)).containsEntry("encounter", "e-3").containsEntry("patient", "p-4");
        HttpAnswer introspected = visits.post(URI.create(servers.issuer() + "/smart/introspect"),
                Map.of("token", tokens.text("access_token")));
        assertThat(introspected.text("encounter")).isEqualTo("e-3");
        HttpAnswer refreshed = visits.refresh(tokens.text("refresh_token"));
        assertThat(refreshed.text("encounter")).isEqualTo("e-3");
        assertThat(Tokens.claims(refreshed)).containsEntry("encounter", "e-3").containsEntry("patient", "p-4");
    }

    @Test
    void asksTheFhirServerForThisPatientsEncountersWithAShortToken() {
        atEncountersOf("p-4", visits.request(ASKED));
        Request sent = fhir.last();
        Map<String, Object> claims = Tokens.claims(sent.bearer());

        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.path()).isEqualTo("/fhir/Encounter/_search");
        assertThat(sent.query()).isNull();
        assertThat(sent.form()).containsEntry("patient", List.of("p-4")).containsEntry("_sort", List.of("-date"))
                .containsEntry("_count", List.of("20"));
        assertThat(claims).containsEntry("scope", "user/Encounter.rs user/Patient.rs")
                .containsEntry("fhirUser", servers.fhirBase() + "/Practitioner/doctor")
                .doesNotContainKeys("sid", "patient", "encounter");
        assertThat(((Number) claims.get("exp")).longValue() - ((Number) claims.get("iat")).longValue())
                .isEqualTo(60);
    }

    @Test
    void fortyFiveEncountersAreThreePagesEachAskedForOnce() {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED));
        int before = fhir.requests().size();

        assertThat(user.pressAtEncounters("next").offered()).hasSize(20).startsWith("e-20");
        assertThat(user.pressAtEncounters("next").offered()).hasSize(5);
        assertThat(user.page().body()).doesNotContain("name=\"next\"");
        assertThat(user.pressAtEncounters("previous").offered()).startsWith("e-20");
        assertThat(fhir.requests()).hasSize(before + 3);
        assertThat(user.chooseEncounter("e-0").showsProblemWithEncounters()).isTrue();
        assertThat(Browser.parameter(user.chooseEncounter("e-20").page(), "code")).isNotNull();
    }

    @Test
    void whoGoesOnWithoutGetsEverythingElse() {
        AppRequest request = visits.request(ASKED);
        HttpAnswer tokens = atEncountersOf("p-4", request).pressAtEncounters("without").exchange(request);

        Tokens.assertGranted(tokens, "launch/patient", "patient/Encounter.rs", "online_access");
        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.json().has("encounter")).isFalse();
    }

    @Test
    void cancelSaysAccessDeniedToTheApp() {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED)).pressAtEncounters("cancel");

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("access_denied");
        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void anAppThatAsksForTheEncounterAloneIsToldItsPatientToo() {
        AppRequest request = visits.request("launch/encounter");
        HttpAnswer tokens = atEncountersOf("p-4", request).chooseEncounter("e-1").exchange(request);

        Tokens.assertGranted(tokens, "launch/encounter");
        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.text("encounter")).isEqualTo("e-1");
    }

    @Test
    void anAppThatAsksForTheEncounterAloneGetsNothingWithoutOne() {
        PickerUser user = atEncountersOf("p-4", visits.request("launch/encounter")).pressAtEncounters("without");

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("invalid_scope");
        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void aPatientChoosesAmongHisOwn() {
        AppRequest request = visits.request(ASKED);
        PickerUser user = new PickerUser(visits, users.create("Patient/p-7")).logIn(request);

        assertThat(user.isAtEncounters()).as(user.page().body()).isTrue();
        assertThat(fhir.last().one("patient")).isEqualTo("p-7");
        HttpAnswer tokens = user.chooseEncounter("e-2").exchange(request);
        assertThat(tokens.text("patient")).isEqualTo("p-7");
        assertThat(tokens.text("encounter")).isEqualTo("e-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/p-5", "Patient/p-40", "Group/p-4", "https://elsewhere.example/fhir/Patient/p-4",
        "p-4", "patient/p-4", "#p-4", "Patient/p-4/extra"})
    void anEncounterOfAnotherPatientIsNotOfferedWhateverTheServerSends(String subject) {
        AppRequest request = visits.request(ASKED);
        fhir.answer(sent -> sent.path().endsWith("/Encounter/_search")
                ? Answer.fhir(Patients.searchset(null, Encounters.encounter("e-other", subject),
                        Encounters.encounter("e-own", servers.fhirBase() + "/Patient/p-4"),
                        Encounters.encounter("e-void", "Patient/p-4").replace("finished", "entered-in-error")))
                : Patients.of(100, servers.fhirBase()).apply(sent));
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.offered()).containsExactly("e-own");
        assertThat(user.chooseEncounter("e-other").showsProblemWithEncounters()).isTrue();
        assertThat(user.chooseEncounter("e-own").exchange(request).text("encounter")).isEqualTo("e-own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e-44", "", "e-0 ", "Encounter/e-0", "../e-0"})
    void anEncounterThatWasNotOfferedCannotBeChosen(String forged) {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED)).chooseEncounter(forged);

        assertThat(user.showsProblemWithEncounters()).isTrue();
        assertThat(user.page().body()).doesNotContain("e-44");
    }

    @Test
    void twoEncountersAtOnceAreNone() {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED));

        assertThat(TamperedForm.post(user, "encounter=e-1&encounter=e-2").body())
                .contains("id=\"smart-encounter-problem\"");
    }

    @Test
    void thePatientsPageOfTheBackButtonChangesNothingAnyMore() {
        AppRequest request = visits.request(ASKED);
        PickerUser user = new PickerUser(visits, doctor).logIn(request).search("", "", "");
        HttpAnswer patients = user.page();
        user.choose("p-4");

        HttpAnswer back = TestApp.back(user.browser(),
                user.browser().submit(patients, "smart-patient-choice", Map.of("patient", "p-5")));

        assertThat(String.valueOf(back.header("Location"))).doesNotContain("code=");
        assertThat(fhir.last().one("patient")).isEqualTo("p-4");
        String on = back.body().replaceAll("(?s).*id=\"loginContinueLink\" href=\"([^\"]+)\".*", "$1");
        HttpAnswer redirect = user.openPage(URI.create(on.replace("&amp;", "&"))).chooseEncounter("e-1").page();
        HttpAnswer tokens = visits.exchange(redirect, request);
        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.text("encounter")).isEqualTo("e-1");
    }

    @Test
    void whatWasOfferedToOneUserCannotBeChosenByAnotherInTheSameBrowser() {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED));
        String patient = users.create("Patient/p-9");
        fhir.answer(sent -> Answer.fhir(Patients.searchset(null)));
        Browser browser = user.browser();
        HttpAnswer login = browser.follow(browser.open(visits.address(visits.request(ASKED).with("prompt", "login"))));
        HttpAnswer page = TestApp.back(browser, browser.logIn(login, patient, TestUsers.PASSWORD));

        HttpAnswer answer = TestApp.back(browser,
                browser.submit(page, "smart-encounter-choice", Map.of("encounter", "e-0")));

        assertThat(answer.body()).contains("id=\"smart-encounter-problem\"");
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void promptNoneNeedsInteraction() {
        PickerUser user = new PickerUser(visits, users.create("Patient/p-7")).logIn(visits.request("launch/patient"));

        user.open(visits.request(ASKED).with("prompt", "none"));

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("interaction_required");
    }

    @Test
    void whereEncountersAreForbiddenOneGoesOnWithout() {
        AppRequest request = visits.request(ASKED);
        fhir.answer(sent -> sent.path().endsWith("/Encounter/_search") ? Answer.of(403, "application/fhir+json", "{}")
                : Patients.of(100, servers.fhirBase()).apply(sent));
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.showsProblemWithEncounters()).isTrue();
        assertThat(user.page().body()).contains("You may not search for encounters").doesNotContain("name=\"retry\"");
        Tokens.assertGranted(user.pressAtEncounters("without").exchange(request), "launch/patient",
                "patient/Encounter.rs", "online_access");
    }

    @Test
    void anOutageLosesNothing() {
        AppRequest request = visits.request(ASKED);
        fhir.answer(sent -> sent.path().endsWith("/Encounter/_search") ? Answer.of(500, "text/html", "x")
                : Patients.of(100, servers.fhirBase()).apply(sent));
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.showsProblemWithEncounters()).isTrue();
        assertThat(user.page().body()).contains("name=\"retry\"", "name=\"without\"", "name=\"cancel\"");
        fortyFiveEncounters();
        assertThat(user.pressAtEncounters("retry").chooseEncounter("e-1").exchange(request).text("encounter"))
                .isEqualTo("e-1");
    }

    @Test
    void whereTheActionIsDisabledThereIsNoEncounter() {
        String path = "/authentication/required-actions/smart-encounter";
        ObjectNode action = (ObjectNode) servers.admin().get(path).json();
        servers.admin().put(path, action.put("enabled", false));
        try {
            AppRequest request = visits.request(ASKED);
            PickerUser user = new PickerUser(visits, users.create("Patient/p-7")).logIn(request);
            Tokens.assertGranted(user.exchange(request), "launch/patient", "patient/Encounter.rs", "online_access");
        } finally {
            servers.admin().put(path, action.put("enabled", true));
        }
    }

    @Test
    void anAppWithoutTheCeilingIsNotAsked() {
        AppRequest request = app.request(SCOPE + " launch/encounter");
        PickerUser user = new PickerUser(app, users.create("Patient/p-7")).logIn(request);

        Tokens.assertGranted(user.exchange(request), SCOPE.split(" "));
    }

    private PickerUser atEncountersOf(String patient, AppRequest request) {
        PickerUser user = new PickerUser(visits, doctor).logIn(request).search("", "", "").choose(patient);
        assertThat(user.isAtEncounters()).as(user.page().body()).isTrue();
        return user;
    }
}
