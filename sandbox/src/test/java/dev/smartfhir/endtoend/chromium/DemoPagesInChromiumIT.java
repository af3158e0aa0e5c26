package dev.smartfhir.endtoend.chromium;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's own pages can be read by everybody, and on a phone. */
@InChromium
class DemoPagesInChromiumIT {

    private final Chromium chromium;
    private final Servers servers;

    DemoPagesInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.servers = servers;
    }

    @ParameterizedTest
    @CsvSource({"/, en", "/, zh-TW", "/ehr?patient=demo-patient-a1, en", "/ehr?patient=demo-patient-a1, zh-TW",
        "/app/standalone, en"})
    void axeFindsNothingAndAPhoneShowsThemWhole(String page, String language) {
        chromium.inLanguage(language).onAPhone().open(servers.sandbox().demoPages().resolve(page));

        chromium.screen().isIn(language).fitsAPhone().isAccessible();
    }
}
