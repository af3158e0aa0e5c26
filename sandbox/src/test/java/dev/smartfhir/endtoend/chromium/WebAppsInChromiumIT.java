package dev.smartfhir.endtoend.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.chromium.pages.ConsentPage;
import dev.smartfhir.endtoend.chromium.pages.EhrPage;
import dev.smartfhir.endtoend.chromium.pages.LoginPage;
import dev.smartfhir.endtoend.chromium.pages.WebApp;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The oncologist's and the pharmacist's app, built with fhirclient. */
@InChromium
class WebAppsInChromiumIT {

    private static final String PATIENT = "demo-patient-a1";
    private static final String OTHER = "demo-patient-c03";
    private final Chromium chromium;
    private final Servers servers;
    private final EhrPage ehr;

    WebAppsInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.servers = servers;
        this.ehr = new EhrPage(chromium, servers.sandbox().demoPages());
    }

    @Test
    void theOncologistsAppKeepsThePatientOfEachTabUntilTheLogout() {
        WebApp app = new WebApp(chromium, servers, "prior-authorization");
        ehr.chart(PATIENT).launch("prior-authorization", "oncologist");
        new LoginPage(chromium).logIn("oncologist");
        app.ready();
        assertThat(app.context("patient")).isEqualTo(PATIENT);
        assertThat(app.text("claims")).contains("The claim that the EHR opened this app for");
        assertThat(app.text("intent")).isEqualTo("Status of a prior authorization");
        chromium.screen().isIn("en").isAccessible().picture("oncologist-desktop-en");
        app.press("language-zh-TW", "app-title");
        chromium.screen().isIn("zh-TW").isAccessible().picture("oncologist-desktop-zh-TW");
        app.press("language-en", "app-title");

        String first = chromium.openInNewTab(servers.sandbox().demoPages().resolve("/ehr"));
        ehr.chart(OTHER).launch("prior-authorization", "oncologist");
        app.ready();
        assertThat(app.context("patient")).isEqualTo(OTHER);
        assertThat(chromium.text()).doesNotContain(PATIENT);

        chromium.tab(first);
        // The other tab has just read this very resource, with its own token.
        assertThat(app.press("try-other-patient", "attempt-result").text("attempt-result"))
                .contains("Patient/" + OTHER, "404");
        app.press("refresh", "access-token-claims").ready();
        assertThat(app.context("patient")).isEqualTo(PATIENT);
        assertThat(app.text("claims")).contains("The claim that the EHR opened this app for");

        app.logOut();
        ehr.chart(PATIENT).launch("prior-authorization", "oncologist");
        new LoginPage(chromium);
    }

    @Test
    void theOncologistsAppIsRefusedWhatItsTokenDoesNotOpenAndSaysWhy() {
        WebApp app = new WebApp(chromium, servers, "prior-authorization");
        chromium.inLanguage("zh-TW").onAPhone();
        ehr.chart(PATIENT).launch("prior-authorization", "oncologist");
        new LoginPage(chromium).logIn("oncologist");
        app.ready();
        assertThat(app.press("try-other-patient", "attempt-result").text("attempt-result")).contains("404", "已拒絕");
        assertThat(app.press("try-write", "attempt-result").text("attempt-result"))
                .contains("403", "已拒絕", "patient/Observation.c");

        chromium.screen().isIn("zh-TW").fitsAPhone().isAccessible();
        chromium.show(By.id("try-unscoped-search")).picture("refused-phone-zh-TW");
    }

    @Test
    void thePharmacistsWorkListHoldsTheDecisionsOfHisHospitalAlone() {
        WebApp app = new WebApp(chromium, servers, "work-list").open();
        new LoginPage(chromium).logIn("pharmacist");
        app.ready();
        assertThat(chromium.all(By.cssSelector("#work-list [data-decision^=demo-decision-a]"))).isNotEmpty();
        assertThat(chromium.all(By.cssSelector("#work-list [data-decision^=demo-decision-b]"))).isEmpty();
        assertThat(app.press("try-other-hospital", "attempt-result").text("attempt-status")).isEqualTo("404");
        chromium.show(By.id("app-title")).screen().isIn("en").isAccessible().picture("pharmacist-desktop-en");
        app.press("language-zh-TW", "app-title");
        chromium.screen().isIn("zh-TW").isAccessible().picture("pharmacist-desktop-zh-TW");
    }

    @Test
    void anAppThatKnowsNothingOfUsRunsWithScopesOfVersion1() {
        try {
            chromium.inLanguage("zh-TW").onAPhone();
            WebApp app = new WebApp(chromium, servers, "plain").open();
            new LoginPage(chromium).logIn("patient");
            ConsentPage consent = new ConsentPage(chromium);
            chromium.screen().isIn("zh-TW").fitsAPhone().isAccessible().picture("consent-plain-phone-zh-TW");
            consent.allow();
            app.ready();
            assertThat(app.text("patient-name")).isEqualTo("示範病人甲一");
            assertThat(app.text("observations")).contains("ECOG");
            assertThat(app.text("scopes-granted")).contains("patient/*");
            chromium.screen().isIn("zh-TW").fitsAPhone().isAccessible();
            assertThat(app.press("try-write", "attempt-result").text("attempt-result")).contains("403");
        } finally {
            String user = new TestUsers(servers.admin()).idOf("patient");
            servers.admin().delete("/users/" + user + "/consents/plain-app");
        }
    }
}
