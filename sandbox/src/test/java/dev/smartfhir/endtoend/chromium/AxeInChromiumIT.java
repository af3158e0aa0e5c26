package dev.smartfhir.endtoend.chromium;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.chromium.driver.Screen;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The measures themselves: pages with faults are found out. */
@InChromium
class AxeInChromiumIT {

    private final Chromium chromium;

    AxeInChromiumIT(Chromium chromium) {
        this.chromium = chromium;
    }

    @Test
    void aFieldWithoutALabelAndAPageTooWideAreFound() {
        Screen screen = chromium.onAPhone()
                .open(page("<input><div style='width:500px'>wide</div>")).screen();

        assertThatThrownBy(screen::isAccessible).hasMessageContaining("label");
        assertThatThrownBy(screen::fitsAPhone).hasMessageContaining("390");
        assertThatThrownBy(() -> screen.isIn("zh-TW")).hasMessageContaining("en");
    }

    @Test
    void aPageWithoutFaultsPasses() {
        chromium.onAPhone().open(page("<h1>x</h1>")).screen().isAccessible().fitsAPhone().isIn("en");
    }

    private static URI page(String body) {
        String html = "<!DOCTYPE html><html lang=\"en\"><title>x</title>"
                + "<meta name=\"viewport\" content=\"width=device-width\"><body>" + body;
        return URI.create("data:text/html;base64,"
                + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)));
    }
}
