package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import java.net.URI;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The sandbox's demo app, whose pages need no JavaScript. */
public final class DemoApp {

    private final Chromium chromium;
    private final URI pages;

    /** @param pages where the sandbox's pages are */
    public DemoApp(Chromium chromium, URI pages) {
        this.chromium = chromium;
        this.pages = pages;
    }

    /** Begins a launch that no EHR asked for. */
    public void standalone() {
        chromium.open(pages.resolve("/app/standalone"));
        authorize();
    }

    /** Begins such a launch for other scopes than the app proposes. */
    public void standalone(String scope) {
        chromium.open(pages.resolve("/app/standalone"));
        WebElement field = chromium.find(By.name("scope"));
        field.clear();
        field.sendKeys(scope);
        authorize();
    }

    /** Sends the browser from the app's first page to the authorization server. */
    public void authorize() {
        chromium.press("Authorize by redirect");
    }

    /** Waits for the page of the grant, and tells what it shows. */
    public String grant() {
        return chromium.awaitText("Scopes granted").text();
    }

    /** Presses a button of the grant's page and returns what the last step shows. */
    public String act(String button) {
        int before = steps();
        chromium.press(button);
        chromium.find(By.cssSelector("section.step:nth-of-type(" + (before + 1) + ")"));
        return chromium.all(By.cssSelector("section.step")).stream().skip(before)
                .map(WebElement::getText).reduce("", String::concat);
    }

    private int steps() {
        return chromium.all(By.cssSelector("section.step")).size();
    }
}
