package dev.smartfhir.endtoend.chromium.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.net.URI;
import org.openqa.selenium.By;

/** One of the apps that are built with fhirclient and run in the browser. */
public final class WebApp {

    private final Chromium chromium;
    private final URI directory;

    /** Skips the test where the apps are not built, for want of Node.js. */
    public WebApp(Chromium chromium, Servers servers, String name) {
        assumeTrue(WebApps.of(servers.sandbox()).areBuilt(), WebApps.MISSING);
        this.chromium = chromium;
        this.directory = servers.sandbox().demoPages().resolve("/apps/" + name + "/");
    }

    /** Opens the app as its user does, without an EHR. */
    public WebApp open() {
        chromium.open(directory.resolve("launch.html"));
        return this;
    }

    /** Waits until the app has its token and shows what it read. */
    public WebApp ready() {
        return in("ready");
    }

    /** Waits until the app tells of a problem. */
    public WebApp failed() {
        return in("problem");
    }

    private WebApp in(String state) {
        chromium.awaitAddress(directory.resolve("index.html").toString());
        chromium.find(By.cssSelector("body:not([data-state=loading])"));
        assertThat(chromium.find(By.tagName("body")).getDomAttribute("data-state")).as(chromium.text())
                .isEqualTo(state);
        return this;
    }

    /** The text of a part of the page. */
    public String text(String id) {
        return chromium.find(By.id(id)).getText();
    }

    /** What the token response says of a part of the launch context. */
    public String context(String name) {
        return chromium.find(By.cssSelector("[data-context=" + name + "]")).getText();
    }

    /** Presses a button of the page, and waits until a part of it, folded up or not, says something else. */
    public WebApp press(String button, String changes) {
        String before = content(changes);
        chromium.find(By.id(button)).click();
        chromium.awaitThat(() -> !content(changes).equals(before), changes + " to change");
        return this;
    }

    private String content(String id) {
        return chromium.all(By.id(id)).stream().map(one -> one.getDomProperty("textContent")).findFirst().orElse("");
    }

    /** Ends the login. */
    public void logOut() {
        chromium.find(By.id("logout")).click();
        failed();
    }
}
