package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever tries to get round the encounter picker, or to choose what was not offered, gets no encounter. */
@EndToEnd
class EncounterBypassIT extends OverStubEncounters {

    EncounterBypassIT(Servers servers) {
        super(servers);
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

    @Test
    void anAppThatAsksForThePickerAsAnActionOfItsOwnGetsNoEncounter() {
        AppRequest request = visits.request(ASKED).with("kc_action", "smart-encounter");
        PickerUser user = new PickerUser(visits, users.create("Patient/p-7")).logIn(request);

        Tokens.assertGranted(user.exchange(request), "launch/patient", "patient/Encounter.rs", "online_access");
    }
}
