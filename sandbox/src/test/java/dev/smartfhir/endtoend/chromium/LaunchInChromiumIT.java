package dev.smartfhir.endtoend.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.chromium.pages.DemoApp;
import dev.smartfhir.endtoend.chromium.pages.EhrPage;
import dev.smartfhir.endtoend.chromium.pages.LoginPage;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.Test;

/** Launches from the EHR, in tabs of one browser. */
@InChromium
class LaunchInChromiumIT {

    private static final String PATIENT = "demo-patient-a1";
    private static final String OTHER = "demo-patient-c03";
    private final Chromium chromium;
    private final Servers servers;
    private final DemoApp app;
    private final EhrPage ehr;

    LaunchInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.servers = servers;
        this.app = new DemoApp(chromium, servers.sandbox().demoPages());
        this.ehr = new EhrPage(chromium, servers.sandbox().demoPages());
    }

    @Test
    void twoTabsOfOneLoginKeepTheirPatientsUntilTheLogout() {
        ehr.chart(PATIENT).launch("demo-app", "oncologist");
        app.authorize();
        new LoginPage(chromium).logIn("oncologist");
        assertThat(app.grant()).contains(PATIENT).doesNotContain(OTHER);
        String first = chromium.openInNewTab(servers.sandbox().demoPages().resolve("/ehr"));
        ehr.chart(OTHER).launch("demo-app", "oncologist");
        app.authorize();
        assertThat(app.grant()).contains(OTHER).doesNotContain(PATIENT);

        String second = chromium.tab(first);
        assertThat(app.act("Refresh")).contains("HTTP 200", PATIENT).doesNotContain(OTHER);
        assertThat(app.act("Read the patient in context")).contains("HTTP 200", "示範病人甲一");

        chromium.tab(second);
        chromium.press("Log out").awaitAddress("/app");
        app.standalone();
        new LoginPage(chromium);
    }
}
