package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import java.util.List;
import org.openqa.selenium.By;

/** The page on which a user chooses the encounter. */
public final class EncounterPickerPage {

    private final Chromium chromium;

    public EncounterPickerPage(Chromium chromium) {
        this.chromium = chromium;
        chromium.find(By.id("smart-encounter"));
    }

    /** The ids of the encounters that can be chosen. */
    public List<String> offered() {
        return chromium.all(By.name("encounter")).stream().map(button -> button.getDomAttribute("value")).toList();
    }

    public void choose(String id) {
        chromium.find(By.cssSelector("[name=encounter][value='" + id + "']")).click();
    }
}
