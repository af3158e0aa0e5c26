package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page on which a user chooses the patient. */
public final class PatientPickerPage {

    private static final By NAME = By.id("smart-patient-name");
    private static final By SEARCH = By.name("search");
    private final Chromium chromium;

    public PatientPickerPage(Chromium chromium) {
        this.chromium = chromium;
        chromium.find(By.id("smart-patient"));
    }

    public PatientPickerPage search(String name) {
        WebElement field = chromium.find(NAME);
        field.clear();
        field.sendKeys(name);
        chromium.submit(chromium.find(SEARCH));
        return found();
    }

    /** Searches by birth date. */
    public PatientPickerPage bornOn(String date) {
        WebElement field = chromium.find(By.id("smart-patient-birthDate"));
        field.clear();
        field.sendKeys(date, Keys.ENTER);
        chromium.awaitThat(() -> chromium.all(By.id("smart-patient-problem")).isEmpty() == date.isEmpty(), "an answer");
        return this;
    }

    /** What the page says is wrong. */
    public String problem() {
        return chromium.find(By.id("smart-patient-problem")).getText();
    }

    /** The ids of the patients that can be chosen. */
    public List<String> offered() {
        return chromium.all(By.name("patient")).stream().map(button -> button.getDomAttribute("value")).toList();
    }

    public PatientPickerPage next() {
        chromium.submit(chromium.find(By.name("next")));
        return found();
    }

    public void choose(String id) {
        button(id).click();
    }

    public void cancel() {
        chromium.find(By.name("cancel")).click();
    }

    /** Searches with nothing but keys. */
    public PatientPickerPage searchByKeyboard(String name) {
        chromium.tabTo(chromium.find(NAME)).type(name).tabTo(chromium.find(SEARCH)).type(Keys.ENTER);
        return found();
    }

    /** Chooses with nothing but keys. */
    public void chooseByKeyboard(String id) {
        chromium.tabTo(button(id)).type(Keys.ENTER);
    }

    private WebElement button(String id) {
        return chromium.find(By.cssSelector("[name=patient][value='" + id + "']"));
    }

    private PatientPickerPage found() {
        chromium.find(By.id("smart-patient-results"));
        return this;
    }
}
