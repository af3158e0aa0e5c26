package dev.smartfhir.endtoend.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.webapps.AppServer;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The app that fhirclient runs on a server, with a private key, launched by the EHR against the real servers. */
@EndToEnd
class AppOnServerIT {

    private static final String APP = "prior-authorization-server";
    private static final String PATIENT = "demo-patient-a1";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final Servers servers;
    private final WebBrowser browser = new WebBrowser();

    AppOnServerIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void needsNode() {
        assumeTrue(AppServer.canRun(servers.sandbox()), WebApps.MISSING);
    }

    @Test
    void showsTheOncologistWhatWasDecidedOnThePatientsClaims() {
        launch("true", "");

        assertThat(browser.address()).isEqualTo(app("/"));
        assertThat(browser.text()).contains("示範病人甲一", "示範腫瘤科醫師", "Status of a prior authorization",
                "9900000001", "Decided", "Approved (1)", "Supplement needed (4)", "請補附");
        assertThat(browser.page().body()).contains("<html lang=\"en\">", "data-claim=\"demo-claim-a1\"")
                .doesNotContain("demo-claim-a2", "demo-claim-b1");
        assertThat(browser.textFrom("id=\"context-claim\"")).startsWith("id=\"context-claim\">The claim that the EHR");
    }

    @Test
    void showsNoBannerWhereTheEhrHasOneAndSpeaksTheLanguageThatItIsTold() {
        launch("false", "zh-TW");

        assertThat(browser.page().body()).contains("<html lang=\"zh-TW\">").doesNotContain("patient-banner");
        assertThat(browser.text()).contains("癌藥申請進度", "審畢結果", "同意 (1)", "補件 (4)");
    }

    @Test
    void givesTheBrowserNoToken() {
        launch("true", "");

        assertThat(browser.page().body()).contains("eyJ").doesNotContainPattern("eyJ[A-Za-z0-9_-]{20}");
    }

    @ParameterizedTest
    @CsvSource({
        "Read another patient,            404, not-found,   The resource is not known",
        "Search a type without a scope,   403, interaction, patient/Immunization.s",
        "Write without a scope to create, 403, interaction, patient/Observation.c",
        "Export everything,               403, operation,   No scope allows it"
    })
    void explainsWhatIsRefused(String button, String status, String rule, String explanation) {
        launch("true", "");
        browser.press(button);

        String result = browser.textFrom("id=\"attempt-result\"").replaceAll("\\s+", " ");
        assertThat(result).contains(status + " refused", rule, explanation);
    }

    @Test
    void refreshesWithItsKeyAndLogsOut() {
        launch("true", "");
        String before = issued();
        browser.press("Refresh the token");

        assertThat(browser.page().status()).isEqualTo(200);
        assertThat(issued()).isNotEqualTo(before);
        browser.press("Log out");
        assertThat(browser.address()).isEqualTo(app("/"));
        assertThat(browser.text()).contains("The app is not connected").doesNotContain("示範病人甲一");
        openFromEhr("true", "");
        assertThat(browser.text()).contains("Sign In");
    }

    @Test
    void goesToItsOwnFhirServerOnly() {
        HttpAnswer answer = browser.get(app("/launch?launch=x&iss=http://attacker.example/fhir"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("this app trusts the FHIR server " + servers.fhirBase() + " only");
        assertThat(browser.get(app("/launch?launch=x")).status()).isEqualTo(400);
    }

    @Test
    void takesNoCallbackThatItDoesNotExpect() {
        assertThat(browser.get(app("/callback?code=x&state=y")).status()).isEqualTo(400);
        openFromEhr("true", "");
        HttpAnswer answer = browser.get(app("/callback?code=x&state=made-up"));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("The app is not connected").doesNotContain("    at ");
    }

    @Test
    void takesNoFormThatItDidNotMake() {
        launch("true", "");
        for (Map<String, String> form : new Map[] {Map.of("action", "refresh"),
            Map.of("action", "refresh", "form", "made-up")}) {
            assertThat(browser.post(app("/act"), form).status()).isEqualTo(403);
        }
        assertThat(new WebBrowser().post(app("/act"), Map.of("action", "refresh", "form", formToken())).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//[", "http://", "//localhost:99999/", "/callback?%", "/?lang=%00"})
    void outlivesARequestThatNamesNoPage(String target) throws IOException {
        URI place = servers.sandbox().appServer();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), place.getPort())) {
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost:" + place.getPort()
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("(?s)HTTP/1.1 [24]00 .*");
        }
        assertThat(browser.get(app("/")).status()).isEqualTo(200);
    }

    private void launch(String banner, String language) {
        openFromEhr(banner, language);
        browser.logIn("oncologist");
    }

    private void openFromEhr(String banner, String language) {
        browser.open(servers.sandbox().demoPages().resolve("/ehr?patient=" + PATIENT));
        browser.press("Launch", Map.of("app", APP, "user", "oncologist", "banner", banner, "language", language));
        browser.click("Open " + APP);
    }

    private String formToken() {
        Matcher form = FORM.matcher(browser.page().body());
        assertThat(form.find()).isTrue();
        return form.group(1);
    }

    private String issued() {
        return browser.textFrom("id=\"access-token-claims\"").replaceAll("(?s).*?\"jti\": \"([^\"]+)\".*", "$1");
    }

    private URI app(String path) {
        return servers.sandbox().appServer().resolve(path);
    }
}
