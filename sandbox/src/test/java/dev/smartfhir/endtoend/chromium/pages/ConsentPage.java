package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import java.util.List;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page on which a user says what an app may do. */
public final class ConsentPage {

    private static final By LINES = By.cssSelector("#smart-consent-scopes input[name=scope]");
    private final Chromium chromium;

    public ConsentPage(Chromium chromium) {
        this.chromium = chromium;
        chromium.find(By.id("smart-consent"));
    }

    /** The sentences that can be ticked. */
    public List<String> sentences() {
        return chromium.all(By.cssSelector("#smart-consent-scopes label")).stream().map(WebElement::getText).toList();
    }

    /** The sentences that are ticked. */
    public List<String> ticked() {
        return chromium.all(LINES).stream().filter(WebElement::isSelected).map(this::sentence).toList();
    }

    /** Unticks what is about this, in the words of the page or as a scope. */
    public ConsentPage untick(String about) {
        chromium.all(LINES).stream().filter(line -> of(line).contains(about)).filter(WebElement::isSelected).toList()
                .forEach(WebElement::click);
        return this;
    }

    /** Unticks whatever is about this, but one. */
    public ConsentPage keepOnly(String about, String one) {
        Predicate<WebElement> meant = line -> of(line).contains(about) && !of(line).contains(one);
        chromium.all(LINES).stream().filter(meant).filter(WebElement::isSelected).toList().forEach(WebElement::click);
        return this;
    }

    /** Opens what is about this into its parts. */
    public ConsentPage open(String about) {
        chromium.submit(chromium.all(By.cssSelector("[id^=smart-consent-item-]")).stream()
                .filter(item -> item.getText().contains(about)).findFirst().orElseThrow()
                .findElement(By.name("open")));
        return this;
    }

    public void allow() {
        chromium.find(By.id("smart-consent-allow")).click();
    }

    public void decline() {
        chromium.find(By.id("smart-consent-decline")).click();
    }

    private String sentence(WebElement line) {
        return chromium.find(By.cssSelector("label[for=" + line.getDomAttribute("id") + "]")).getText();
    }

    /** Sentence and scope. */
    private String of(WebElement line) {
        return sentence(line) + " " + chromium.find(By.id(line.getDomAttribute("aria-describedby"))).getText();
    }
}
