package dev.smartfhir.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML in every field that a page shows, wherever it comes from, is shown and not run. */
class EscapingTest {

    private static final String HOSTILE = "\"'><img src=x onerror=alert(1)>";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path state;
    private static Platform platform;
    private WebBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        platform = Platform.start(state);
    }

    @BeforeEach
    void reset() {
        platform.reset();
        browser = platform.browser();
    }

    @AfterAll
    static void end() {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/app/launch?launch=x&iss=",
        "/app/launch?iss={base}&launch=",
        "/app/callback?code=x&state=",
        "/app/grant?grant=",
        "/ehr?name=",
        "/ehr?patient=",
    })
    void inAQuery(String path) {
        String base = encode(platform.fhirBase().toString());

        assertHarmless(browser.open(URI.create(
                platform.page("/").resolve(path.replace("{base}", base)) + encode(HOSTILE))).page());
    }

    @ParameterizedTest
    @ValueSource(strings = {"error=%s", "error=x&error_description=%s", "code=x&iss=%s", "error=x&more=%s"})
    void inTheAnswerOfTheAuthorizationServer(String answer) {
        String state = begin();

        HttpAnswer page = browser.get(platform.page(
                "/app/callback?state=" + state + "&" + answer.formatted(encode(HOSTILE))));

        assertHarmless(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "scope", "method", "launch"})
    void inAFieldOfTheStartForm(String field) {
        browser.open(platform.page("/app/standalone")).press("Authorize by form", Map.of(field, HOSTILE));

        if (platform.page("/").getPort() == browser.address().getPort()) {
            assertHarmless(browser.page());
        }
        assertHarmless(browser.open(platform.page("/app")).page());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "patient", "encounter", "intent", "tenant", "fhirContext", "smart_style_url",
        "access_token", "refresh_token", "token_type"})
    void inTheTokenResponse(String member) {
        platform.reply("POST /token", 200, JSON.createObjectNode().put("access_token", "a").put(member, HOSTILE)
                .toString());

        assertHarmless(browser.open(platform.page("/app/callback?code=x&state=" + begin())).page());
        assertHarmless(browser.open(platform.page("/app")).page());
    }

    @Test
    void inAnIdTokenAndInARefusalOfTheTokenEndpoint() {
        String state = begin();
        platform.reply("POST /token", 200, JSON.createObjectNode().put("access_token", "a")
                .put("id_token", platform.idToken("n", Map.of("fhirUser", HOSTILE))).toString());
        assertHarmless(browser.open(platform.page("/app/callback?code=x&state=" + state)).page());
        assertHarmless(browser.press("Read the user").page());

        platform.reply("POST /token", 400, JSON.createObjectNode().put("error", HOSTILE).toString());
        assertHarmless(browser.open(platform.page("/app/callback?code=x&state=" + begin())).page());
    }

    @Test
    void inWhatTheFhirServerAnswersAndInThePathAskedFor() {
        platform.reply("POST /token", 200, "{\"access_token\":\"a\",\"patient\":\"p\"}");
        platform.reply("GET /fhir/Patient/p", 200, "<html>" + HOSTILE);
        browser.open(platform.page("/app/callback?code=x&state=" + begin()));

        String grant = browser.address().toString();
        assertHarmless(browser.press("Read the patient").page());
        assertHarmless(browser.press("Read", Map.of("path", HOSTILE, "action", "read")).page());
        browser.open(URI.create(grant));
        assertHarmless(browser.press("Refresh", Map.of("action", HOSTILE)).page());
    }

    @Test
    void inWhatTheEhrShows() {
        ObjectNode patients = JSON.createObjectNode();
        ObjectNode patient = patients.putArray("entry").addObject().putObject("resource");
        patient.put("id", HOSTILE).put("birthDate", HOSTILE).put("created", HOSTILE)
                .putArray("name").addObject().put("text", HOSTILE);
        for (String type : new String[] {"Patient", "Encounter", "Claim"}) {
            platform.reply("GET /fhir/" + type, 200, patients.toString());
        }
        browser.open(platform.page("/ehr"));
        assertHarmless(browser.page());
        openChart();
        assertHarmless(browser.page());

        platform.reply("POST /realms/smart/smart/launch", 400,
                JSON.createObjectNode().put("error_description", HOSTILE).toString());
        assertHarmless(browser.press("Launch", Map.of("intent", HOSTILE, "user", HOSTILE)).page());
        platform.reply("POST /realms/smart/smart/launch", 201,
                JSON.createObjectNode().put("launch", HOSTILE).put("expires_in", HOSTILE).toString());
        openChart();
        assertHarmless(browser.press("Launch", Map.of("user", HOSTILE, "tenant", HOSTILE)).page());
        openChart();
        assertHarmless(browser.press("Launch", Map.of("app", HOSTILE)).page());
    }

    private void openChart() {
        browser.open(platform.page("/ehr?patient=" + encode(HOSTILE)));
    }

    private String begin() {
        browser.open(platform.page("/app/standalone")).press("Authorize by redirect");
        Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(browser.address().toString());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }

    /** The page shows the hostile text, as text only. */
    private static void assertHarmless(HttpAnswer page) {
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).doesNotContain("<img", "\"'>", "'><");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
