package dev.smartfhir.endtoend.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's pages against the real servers: from the EHR, through the login, to the app and back. */
@EndToEnd
class LaunchPagesIT {

    private static final String PATIENT = "demo-patient-a1";
    private static final String OTHER = "demo-patient-c03";

    private final Servers servers;
    private final WebBrowser browser = new WebBrowser();

    LaunchPagesIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-app", "demo-app-confidential", "demo-app-asymmetric"})
    void theEhrLaunchesAnAppWithItsPatientVisitAndClaim(String app) {
        launch(app, "oncologist", PATIENT);
        browser.press("Authorize by redirect").logIn("oncologist");

        assertThat(browser.text()).contains("A grant", app, PATIENT, "demo-encounter-a1", "Claim/demo-claim-a1",
                "prior-auth-status", "9900000001", "The ID token is right",
                servers.fhirBase() + "/Practitioner/demo-oncologist");
        assertThat(browser.press("Read the patient in context").text()).contains("HTTP 200", "示範病人甲一");
    }

    @Test
    void theAppCanPostItsRequest() {
        launch("demo-app", "oncologist", PATIENT);
        browser.press("Authorize by form");
        browser.press("Go to the authorization server").logIn("oncologist");

        assertThat(browser.text()).contains("A grant", PATIENT);
    }

    @Test
    void aLaunchForOneUserIsRefusedToAnother() {
        launch("demo-app", "oncologist", PATIENT);
        browser.press("Authorize by redirect").logIn("case-manager");

        assertThat(browser.page().status()).isEqualTo(400);
        assertThat(browser.text()).contains("The authorization server refused: access_denied");
    }

    @Test
    void theEhrLaunchesAPatientForHimselfOnly() {
        launch("demo-app", "patient", OTHER);

        assertThat(browser.page().status() / 100).isEqualTo(4);
        assertThat(browser.text()).contains("The launch was refused");
    }

    @Test
    void twoLaunchesInOneLoginKeepTheirPatients() {
        launch("demo-app", "oncologist", PATIENT);
        browser.press("Authorize by redirect").logIn("oncologist");
        URI first = browser.address();
        launch("demo-app", "oncologist", OTHER);
        browser.press("Authorize by redirect");
        URI second = browser.address();

        assertThat(refreshed(first)).contains(PATIENT).doesNotContain(OTHER);
        assertThat(refreshed(second)).contains(OTHER).doesNotContain(PATIENT);
    }

    @Test
    void aPractitionerChoosesAPatientWhoseRecordTheAppThenReads() {
        standalone("case-manager");
        browser.press("Search", Map.of("name", "示範病人丙"));
        assertThat(browser.text()).contains("示範病人丙01", "示範病人丙20", "Next page").doesNotContain("示範病人丙21");
        browser.press("Next page");
        browser.press("示範病人丙21");

        assertThat(browser.text()).contains("A grant", "demo-patient-c21");
        assertThat(browser.press("Read the patient in context").text()).contains("HTTP 200", "示範病人丙21");
        browser.press("Read the user");
        assertThat(browser.text()).contains("demo-case-manager", "個案管理師");
        browser.press("Read", Map.of("path", "/Patient/" + PATIENT, "action", "read"));
        assertThat(browser.text()).contains("HTTP 404").doesNotContain("示範病人甲一");
    }

    @Test
    void aPatientIsNotAskedWhoHeIs() {
        standalone("patient");

        assertThat(browser.text()).contains("A grant", PATIENT);
        browser.press("Search observations");
        assertThat(browser.text()).contains("ECOG");
    }

    @Test
    void tokensAreRefreshedNarrowedIntrospectedAndRevoked() {
        standalone("patient");
        browser.press("Introspect as resource-server");
        assertThat(browser.text()).contains("\"active\" : true", "\"patient\" : \"" + PATIENT + "\"");
        browser.press("Refresh", Map.of("scope", "patient/Observation.rs"));
        assertThat(browser.text()).contains("HTTP 200");
        browser.press("Search observations");
        assertThat(newSteps()).contains("HTTP 200", "ECOG");
        browser.press("Read the patient in context");
        assertThat(newSteps()).contains("HTTP 403", "patient/Patient.r");
        browser.press("Revoke");
        assertThat(newSteps()).contains("HTTP 200");
        browser.press("Introspect as resource-server");
        assertThat(newSteps()).contains("\"active\" : false").doesNotContain(PATIENT);
        browser.press("Refresh");
        assertThat(newSteps()).contains("HTTP 400", "invalid_grant");
    }

    @Test
    void afterTheLogoutTheUserIsAskedAgain() {
        standalone("patient");
        browser.press("Log out");
        assertThat(browser.address()).isEqualTo(servers.sandbox().demoPages().resolve("/app"));

        browser.open(page("/app/standalone")).press("Authorize by redirect");

        assertThat(browser.text()).contains("Sign In");
    }

    private void launch(String app, String user, String patient) {
        browser.open(page("/ehr?patient=" + patient));
        browser.press("Launch", Map.of("app", app, "user", user));
        if (browser.page().status() == 200) {
            browser.click("Open " + app);
        }
    }

    private void standalone(String user) {
        browser.open(page("/app/standalone")).press("Authorize by redirect").logIn(user);
    }

    private String refreshed(URI grant) {
        browser.open(grant).press("Refresh");
        return newSteps();
    }

    /** What the last button added to the page of the grant. */
    private String newSteps() {
        return browser.textFrom("id=\"" + browser.address().getFragment() + "\"");
    }

    private URI page(String path) {
        return servers.sandbox().demoPages().resolve(path);
    }
}
