package dev.smartfhir.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start page and the EHR in both languages, on a machine where the apps were not built. */
class LanguageOfPagesTest {

    @TempDir
    private static Path state;
    private static Platform platform;
    private final Http http = new Http();

    @BeforeAll
    static void start() throws IOException {
        platform = Platform.start(state);
    }

    @BeforeEach
    void reset() {
        platform.reset();
    }

    @AfterAll
    static void end() {
        platform.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en-US,en;q=0.9             | /              | en",
        "zh-TW,zh;q=0.9,en;q=0.8    | /              | zh-TW",
        "zh-Hant-TW                 | /              | zh-TW",
        "en;q=0.1,zh;q=0.2          | /              | zh-TW",
        "ja,zh;q=0.5                | /              | zh-TW",
        "ja                         | /              | en",
        "*                          | /              | en",
        "zh;q=0                     | /              | en",
        ";;q=                       | /              | en",
        "en                         | /?lang=zh-TW   | zh-TW",
        "zh-TW                      | /?lang=en      | en",
        "zh-TW                      | /?lang=fr      | zh-TW",
        "zh-TW                      | /ehr           | zh-TW",
        "zh-TW                      | /app           | en"
    })
    void isTheOneChosenElseTheOneThatTheBrowserPrefers(String wanted, String path, String language) {
        HttpAnswer page = http.send("GET", platform.page(path), Map.of("Accept-Language", wanted), null);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"" + language + "\">");
    }

    @Test
    void isRememberedInTheSessionOnceChosen() {
        var browser = platform.browser().open(platform.page("/?lang=zh-TW"));

        assertThat(browser.open(platform.page("/ehr")).page().body()).contains("<html lang=\"zh-TW\">", "病人清單");
        assertThat(browser.open(platform.page("/ehr?lang=en")).page().body()).contains("Patients");
        assertThat(browser.open(platform.page("/")).page().body()).contains("<html lang=\"en\">");
    }

    @Test
    void isSwitchedOnTheSamePageWithTheSameQuery() {
        var browser = platform.browser().open(platform.page("/ehr?patient=p%26q&name=n"));

        assertThat(browser.click("繁體中文").address().getRawQuery()).contains("patient=p%26q", "name=n", "lang=zh-TW");
        assertThat(browser.page().body()).contains("<html lang=\"zh-TW\">", "aria-current");
    }

    @Test
    void saysInOneSentenceWhatIsMissingWithoutNode() {
        String english = platform.browser().open(platform.page("/")).text();
        String chinese = platform.browser().open(platform.page("/?lang=zh-TW")).text();

        assertThat(english).contains(WebApps.MISSING).doesNotContain("Its page");
        assertThat(chinese).contains(WebApps.MISSING_CHINESE);
    }

    @Test
    void offersNoAppThatIsNotThere() {
        String ehr = platform.browser().open(platform.page("/ehr?patient=p")).page().body();

        assertThat(ehr).contains("value=\"demo-app\"").doesNotContain("prior-authorization\"");
        assertThat(platform.browser().open(platform.page("/")).page().body()).doesNotContain("href=\"/apps/");
    }
}
