package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import java.net.URI;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** The EHR simulator. */
public final class EhrPage {

    private final Chromium chromium;
    private final URI pages;

    /** @param pages where the sandbox's pages are */
    public EhrPage(Chromium chromium, URI pages) {
        this.chromium = chromium;
        this.pages = pages;
    }

    /** Opens a patient's chart. */
    public EhrPage chart(String patient) {
        chromium.open(pages.resolve("/ehr"));
        chromium.find(By.cssSelector(".patients a[href*='patient=" + patient + "#']")).click();
        chromium.find(By.id("launch-app"));
        return this;
    }

    /** Launches an app from the chart for a user. */
    public void launch(String app, String user) {
        choose("user", user);
        choose("app", app);
        chromium.find(By.id("launch-app")).click();
        chromium.find(By.id("open-app")).click();
    }

    private void choose(String field, String value) {
        new Select(chromium.find(By.name(field))).selectByValue(value);
    }
}
