package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever tries to get round the picker, or to choose a patient that was not offered, gets none. */
@EndToEnd
class PickerBypassIT extends OverStubFhirServer {

    PickerBypassIT(Servers servers) {
        super(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-9999", "", "p-0 ", "Patient/p-0", "../p-0", "p-0\u0000"})
    void aPatientThatWasNotOfferedCannotBeChosen(String forged) {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request).search("", "", "").choose(forged);

        assertThat(user.showsProblem()).isTrue();
        assertThat(user.offered()).contains("p-0");
        assertThat(user.choose("p-3").exchange(request).text("patient")).isEqualTo("p-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/realms/smart/users", "/realms/smart/account", "/realms/smart/account/sessions"})
    void theTokenThatTheFhirServerIsSentOpensNothingInKeycloak(String path) {
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("fullScopeAllowed", true));
        new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");

        HttpAnswer answer = new Http().send("GET",
                URI.create(servers.issuer().toString().replaceAll("/realms/.*", "") + path),
                Map.of("Authorization", "Bearer " + fhir.last().bearer(), "Accept", "application/json"), null);

        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_token");
    }

    @Test
    void aPatientWhoWasOfferedToOneUserCannotBeChosenByAnotherInTheSameBrowser() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");
        String nurse = users.create("Practitioner/nurse");
        Browser browser = user.browser();
        HttpAnswer login = browser.follow(browser.open(app.address(app.request(SCOPE).with("prompt", "login"))));
        HttpAnswer picker = TestApp.back(browser, browser.logIn(login, nurse, TestUsers.PASSWORD));

        HttpAnswer answer = TestApp.back(browser,
                browser.submit(picker, "smart-patient-choice", Map.of("patient", user.offered().get(0))));

        assertThat(answer.body()).contains("smart-patient-problem");
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void aPatientOfAnotherPageOrBeforeAnySearchCannotBeChosen() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));

        assertThat(user.choose("p-0").isAtPicker()).isTrue();
        assertThat(user.showsProblem()).isTrue();
        user.search("", "", "").press("next");
        assertThat(user.choose("p-0").showsProblem()).isTrue();
        assertThat(user.search("Name-42x", "", "").choose("p-20").showsProblem()).isTrue();
    }

    @Test
    void twoPatientsAtOnceAreNone() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");
        HttpAnswer answer = TamperedForm.post(user, "patient=p-1&patient=p-2");

        assertThat(answer.body()).contains("id=\"smart-patient-problem\"");
    }

    @Test
    void aFormWithoutItsSessionCodeChoosesNobody() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");

        HttpAnswer withoutCode = TamperedForm.postWithout(user, "session_code", "patient=p-1");
        assertThat(withoutCode.status()).isEqualTo(200);
        assertThat(withoutCode.body()).contains("id=\"smart-patient\"");
        HttpAnswer wrongCode = TamperedForm.postWithout(user, "session_code", "patient=p-1&session_code=wrong");
        assertThat(wrongCode.header("Location")).isNull();
        HttpAnswer otherBrowser = TamperedForm.postFromAnotherBrowser(user, "patient=p-1");
        assertThat(String.valueOf(otherBrowser.header("Location"))).doesNotStartWith(TestApp.REDIRECT);
        assertThat(otherBrowser.body()).doesNotContain("p-1");
    }

    @Test
    void promptNoneNeedsInteraction() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").choose("p-1");

        user.open(app.request(SCOPE).with("prompt", "none"));

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("interaction_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RelatedPerson/r", "Person/r", "Practitioner/with-links"})
    void whoeverIsLinkedToPatientsSeesExactlyThese(String fhirUser) {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, users.create(fhirUser, "p-5", "p-8")).logIn(request);
        assertThat(user.offered()).containsExactly("p-5", "p-8");
        assertThat(user.page().body()).doesNotContain("smart-patient-search");

        fhir.answer(sent -> Answer.fhir(Patients.searchset(null, Patients.patient(5), Patients.patient(6))));
        user.press("retry");
        assertThat(user.offered()).containsExactly("p-5");
        assertThat(user.choose("p-6").showsProblem()).isTrue();
        assertThat(user.choose("p-5").exchange(request).text("patient")).isEqualTo("p-5");
    }

    @Test
    void withoutTheActionNobodyIsLoggedInUnasked() {
        ObjectNode action = (ObjectNode) servers.admin().get("/authentication/required-actions/smart-patient").json();
        servers.admin().put("/authentication/required-actions/smart-patient", action.put("enabled", false));
        try {
            PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));
            assertThat(Browser.parameter(user.page(), "error")).isEqualTo("server_error");
            assertThat(Browser.parameter(user.page(), "code")).isNull();
        } finally {
            servers.admin().put("/authentication/required-actions/smart-patient", action.put("enabled", true));
        }
    }

    @Test
    void aDeletedActionComesBackAtTheFirstRequestThatNeedsIt() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").choose("p-1");
        servers.admin().delete("/authentication/required-actions/smart-patient");
        new Http().get(servers.issuer());

        assertThat(user.open(app.request(SCOPE)).isAtPicker()).isTrue();
        assertThat(servers.admin().get("/authentication/required-actions/smart-patient").json().path("enabled")
                .asBoolean()).isTrue();
    }

    @Test
    void theAppCannotSkipThePickerByAskingForItAsAnActionOfItsOwn() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE).with("kc_action", "smart-patient"));

        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }
}
