package dev.smartfhir.endtoend.chromium.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** How the page in a tab can be read: its language, its width, and by somebody who does not see it. */
public final class Screen {

    /** How many points wide a phone is. */
    static final int PHONE = 390;

    private final ChromeDriver driver;
    private final boolean runsScripts;

    Screen(ChromeDriver driver, boolean runsScripts) {
        this.driver = driver;
        this.runsScripts = runsScripts;
    }

    /** Says in which language it is written. */
    public Screen isIn(String language) {
        assertThat(driver.findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo(language);
        return this;
    }

    /** Nothing is beyond the right edge of a phone. */
    public Screen fitsAPhone() {
        Number width = (Number) driver.executeScript("return document.scrollingElement.scrollWidth");
        assertThat(width.intValue()).as("width in points of " + driver.getCurrentUrl()).isLessThanOrEqualTo(PHONE);
        return this;
    }

    /** Axe finds nothing against WCAG 2.1, levels A and AA. */
    public Screen isAccessible() {
        // Scripts that the page did not run when it was loaded, it does not run now.
        runScripts(driver, true);
        List<String> violations = Axe.violations(driver);
        runScripts(driver, runsScripts);
        assertThat(violations).as("axe at " + driver.getCurrentUrl()).isEmpty();
        return this;
    }

    /** Saves what it shows below {@code sandbox/target/screenshots}. */
    public Screen picture(String name) {
        save(driver, name);
        return this;
    }

    static void runScripts(ChromeDriver driver, boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    static void save(ChromeDriver driver, String name) {
        Path directory = Path.of(System.getProperty("project.root", ".."), "sandbox/target/screenshots");
        try {
            Files.write(Files.createDirectories(directory).resolve(name + ".png"),
                    driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
