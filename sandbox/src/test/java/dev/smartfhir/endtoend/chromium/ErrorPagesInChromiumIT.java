package dev.smartfhir.endtoend.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Refusals that no redirect may carry are told by the authorization server itself, in the look of its login. */
@InChromium
class ErrorPagesInChromiumIT {

    private final Chromium chromium;
    private final TestApp app;

    ErrorPagesInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.app = TestApp.publicApp(servers, "patient/*.rs");
    }

    @ParameterizedTest
    @CsvSource({
        "en, redirect_uri, https://other.example/back",
        "zh-TW, redirect_uri, https://other.example/back",
        "en, request_uri, https://app.example/request.jwt",
        "zh-TW, state, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
    void namesTheParameterInBothLanguagesOnAPhone(String language, String parameter, String value) {
        AppRequest broken = app.request("patient/*.rs")
                .with(parameter, parameter.equals("state") ? value.repeat(80) : value);
        chromium.inLanguage(language).onAPhone().open(app.address(broken));

        assertThat(chromium.find(By.id("kc-error-message")).getText()).contains(parameter);
        assertThat(chromium.address().toString()).startsWith(app.authorizationEndpoint().toString());
        chromium.screen().isIn(language).fitsAPhone().isAccessible().picture("error-" + parameter + "-" + language);
    }
}
