package dev.smartfhir.endtoend.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.chromium.pages.DemoApp;
import dev.smartfhir.endtoend.chromium.pages.EncounterPickerPage;
import dev.smartfhir.endtoend.chromium.pages.LoginPage;
import dev.smartfhir.endtoend.chromium.pages.PatientPickerPage;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Login and patient picker as people use them. */
@InChromium
class PickerInChromiumIT {

    private static final String USER = "case-manager";
    private final Chromium chromium;
    private final DemoApp app;

    PickerInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.app = new DemoApp(chromium, servers.sandbox().demoPages());
    }

    @ParameterizedTest
    @CsvSource({"en, Choose a patient, Patients found, Next page", "zh-TW, 選擇病人, 查詢結果, 下一頁"})
    void onAPhoneInBothLanguagesEveryPageFitsAndAxeFindsNothing(
            String language, String title, String results, String next) {
        chromium.inLanguage(language).onAPhone();
        app.standalone();
        LoginPage login = new LoginPage(chromium);
        chromium.screen().isIn(language).fitsAPhone().isAccessible().picture("login-phone-" + language);
        login.logIn(USER);
        PatientPickerPage picker = new PatientPickerPage(chromium);
        assertThat(chromium.text()).contains(title);
        chromium.screen().isIn(language).fitsAPhone().isAccessible();

        picker.search("示範病人丙");
        assertThat(chromium.text()).contains(results, next, "示範病人丙01").doesNotContain("smartPatient");
        chromium.screen().isIn(language).fitsAPhone().isAccessible().picture("picker-phone-" + language);
        picker.next().choose("demo-patient-c21");

        assertThat(app.grant()).contains("demo-patient-c21");
    }

    @Test
    void theKeyboardAloneSearchesAndChooses() {
        app.standalone();
        new LoginPage(chromium).logInByKeyboard(USER);
        new PatientPickerPage(chromium).searchByKeyboard("示範病人丙03").chooseByKeyboard("demo-patient-c03");

        assertThat(app.grant()).contains("demo-patient-c03");
    }

    @Test
    void worksWithoutJavaScript() {
        chromium.withoutJavaScript();
        app.standalone();
        new LoginPage(chromium).logIn(USER);
        PatientPickerPage picker = new PatientPickerPage(chromium).search("示範病人丙");
        assertThat(picker.offered()).hasSize(20);
        assertThat(picker.next().offered()).doesNotContain("demo-patient-c01");
        picker.choose("demo-patient-c21");

        assertThat(app.grant()).contains("demo-patient-c21");
    }

    @Test
    void onADesktopAxeFindsNothingNotEvenInAProblemAndCancellingReturnsToTheApp() {
        app.standalone();
        new LoginPage(chromium).logIn(USER);
        PatientPickerPage picker = new PatientPickerPage(chromium);
        assertThat(picker.bornOn("7/3/1958").problem()).contains("birth date");
        chromium.screen().isAccessible();
        picker.bornOn("").search("示範病人丙");
        chromium.screen().isAccessible().picture("picker-desktop-en");
        picker.cancel();

        chromium.awaitText("access_denied");
    }

    @ParameterizedTest
    @CsvSource({"en, for whom you act, Choose an encounter", "zh-TW, 您所代理的病人, 選擇就醫紀錄"})
    void aGuardianChoosesAmongThePatientsForWhomHeActsAndThenTheEncounter(
            String language, String hint, String encounterTitle) {
        chromium.inLanguage(language).onAPhone();
        app.standalone("launch/patient launch/encounter openid fhirUser patient/*.rs");
        new LoginPage(chromium).logIn("guardian");
        PatientPickerPage patients = new PatientPickerPage(chromium);
        assertThat(patients.offered()).containsExactlyInAnyOrder("demo-patient-a1", "demo-patient-a2");
        assertThat(chromium.text()).contains(hint);
        chromium.screen().isIn(language).fitsAPhone().isAccessible();
        patients.choose("demo-patient-a1");
        EncounterPickerPage encounters = new EncounterPickerPage(chromium);
        assertThat(encounters.offered()).contains("demo-encounter-a1", "demo-patient-a1-earlier");
        assertThat(chromium.text()).contains(encounterTitle, "示範病人甲一").doesNotContain("smartEncounter");
        chromium.screen().isIn(language).fitsAPhone().isAccessible().picture("encounter-phone-" + language);
        encounters.choose("demo-patient-a1-earlier");

        assertThat(app.grant()).contains("demo-patient-a1", "demo-patient-a1-earlier");
    }
}
