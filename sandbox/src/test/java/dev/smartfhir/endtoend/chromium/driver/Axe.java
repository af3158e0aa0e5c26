package dev.smartfhir.endtoend.chromium.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;

/** Deque's axe, which looks for what keeps people from using a page. */
final class Axe {

    private static final String SCRIPT = script();

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']},
                resultTypes: ['violations']})
              .then(found => done(found.passes.length === 0 ? ['axe looked at nothing']
                  : found.violations.map(v => v.id + ': ' + v.help + ': '
                      + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))))
              .catch(error => done(['axe failed: ' + error]));
            """;

    private Axe() {
    }

    /** What stands against WCAG 2.1, levels A and AA, each as rule, sentence and elements. */
    static List<String> violations(ChromeDriver driver) {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        driver.executeScript(SCRIPT);
        return ((List<?>) driver.executeAsyncScript(RUN)).stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
